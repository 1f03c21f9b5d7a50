/** What each contender is told at its start. */
export interface Settings {
  /** Login that row-level security binds. */
  tenantUrl: string;
  /** Login that it does not bind. */
  ownerUrl: string;
  connections: number;
  dataFolder: string;
}

export interface Started {
  port: number;
  rootToken?: string;
}

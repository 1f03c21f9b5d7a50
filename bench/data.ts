import { createHash } from 'node:crypto';
import postgres from 'postgres';
import { decodeId } from '../packages/server/src/platform/ids.ts';
import { workspaceCount } from './numbering.ts';
import { seedStatements } from './seed-statements.ts';

/** A workspace as the server's own API made it. */
export interface Workspace {
  id: string;
  uuid: string;
  credentialUuid: string;
  channelUuid: string;
  token: string;
}

export interface Data {
  workspaces: Workspace[];
  conversations: number;
}

/** The role that the server logs in as. It owns the tables, and row-level security binds it all the same. */
export async function createLogin(ownerUrl: string): Promise<string> {
  const sql = postgres(ownerUrl, { max: 1 });
  await sql.unsafe('create role woes_server login nosuperuser nobypassrls');
  await sql.unsafe('grant all on schema public to woes_server');
  // The queue of jobs has a schema of its own.
  await sql.unsafe(`grant create on database ${new URL(ownerUrl).pathname.slice(1)} to woes_server`);
  await sql.end();
  const url = new URL(ownerUrl);
  url.username = 'woes_server';
  return url.href;
}

/** Fills the database: workspaces through the API, so that their credentials are real, the rest by statements. */
export async function seed(
  ownerUrl: string,
  server: { port: number; rootToken: string },
  conversations: number,
  onStep: (step: string) => void,
): Promise<Data> {
  onStep('workspaces');
  const workspaces: Workspace[] = [];
  for (let n = 0; n < workspaceCount; n++) workspaces.push(await createWorkspace(server, n));
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    // Foreign keys hold by construction; checking them row by row would take longer than all the rest.
    await sql.unsafe('set session_replication_role = replica');
    await sql.unsafe(`
      create schema bench;
      create table bench.workspaces (n integer primary key, workspace_id uuid not null, channel_id uuid not null);
      create table bench.keys (
        hash bytea primary key, workspace_id uuid not null, credential_id uuid not null, name text not null
      );
      grant usage on schema bench to woes_server;
      grant select on bench.keys to woes_server`);
    for (const [n, { uuid, channelUuid, credentialUuid, token }] of workspaces.entries()) {
      const hash = createHash('sha256').update(token).digest();
      await sql`insert into bench.workspaces values (${n}, ${uuid}, ${channelUuid})`;
      await sql`insert into bench.keys values (${hash}, ${uuid}, ${credentialUuid}, 'First credential')`;
    }
    for (const [step, statement] of Object.entries(seedStatements(conversations))) {
      onStep(step);
      await sql.unsafe(statement);
    }
  } finally {
    await sql.end();
  }
  return { workspaces, conversations };
}

async function createWorkspace(
  { port, rootToken }: { port: number; rootToken: string },
  n: number,
): Promise<Workspace> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/workspaces`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${rootToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: `Company ${n}`, slug: `company-${n}` }),
  });
  if (response.status !== 201) throw new Error(`No workspace was made: ${await response.text()}`);
  const { workspace, credential, channelId } = (await response.json()) as {
    workspace: { id: string };
    credential: { id: string; secret: string };
    channelId: string;
  };
  return {
    id: workspace.id,
    uuid: decodeId(workspace.id),
    credentialUuid: decodeId(credential.id),
    channelUuid: decodeId(channelId),
    token: credential.secret,
  };
}

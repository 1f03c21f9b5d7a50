import { scopes } from '../contract/scopes.ts';
import { RestActor, type TestWorkspace } from './actors.ts';

let invited = 0;

type Role = 'owner' | 'admin' | 'member' | 'viewer';

/** The id of a role of the workspace by its key. */
export async function roleId({ admin }: TestWorkspace, key: string): Promise<string> {
  const { body } = await admin.get('/roles', { limit: 100 });
  return body.data.find((role: { key: string }) => role.key === key).id;
}

/** Somebody who has accepted an invitation to the workspace, as the API shows him or her. */
export async function addMember(workspace: TestWorkspace, role: Role | (string & {}) = 'member') {
  const invitation = await workspace.admin.post('/members', {
    email: `person-${++invited}@example.com`,
    roleId: role.startsWith('rol_') ? role : await roleId(workspace, role),
  });
  if (invitation.status !== 201) throw new Error(`No invitation: ${invitation.text}`);
  const { invitationToken } = invitation.body;
  const joined = await workspace.admin.post('/invitations/accept', { invitationToken });
  if (joined.status !== 201) throw new Error(`Not accepted: ${joined.text}`);
  return joined.body;
}

/** A credential that acts in the name of a member, with all scopes or with these. */
export async function actAs(
  workspace: TestWorkspace,
  ownerMemberId: string,
  held: readonly string[] = scopes,
): Promise<RestActor & { id: string }> {
  const made = await workspace.admin.post('/auth/credentials', {
    name: 'Of a member',
    scopes: held,
    ownerMemberId,
  });
  if (made.status !== 201) throw new Error(`No credential: ${made.text}`);
  return Object.assign(new RestActor(workspace.server, made.body.secret), { id: made.body.id });
}

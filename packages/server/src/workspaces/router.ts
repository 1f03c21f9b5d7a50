import { read, write } from '../rpc/procedures.ts';
import { listAuditLog } from './audit-log.ts';
import * as contract from './contract.ts';
import { createWorkspace } from './create.ts';
import { createCustomField, listCustomFields } from './custom-fields/fields.ts';
import { updateCustomField } from './custom-fields/update.ts';
import { listFilterFields } from './filter-fields.ts';
import { acceptInvitation } from './members/accept.ts';
import { inviteMember } from './members/invite.ts';
import { getMember, listMembers } from './members/list.ts';
import { removeMember } from './members/remove.ts';
import { reinstateMember, suspendMember } from './members/status.ts';
import { updateMember } from './members/update.ts';
import { getWorkspace, updateWorkspace } from './profile.ts';
import { deleteRole } from './roles/delete.ts';
import { createRole, listRoles, updateRole } from './roles/roles.ts';
import { deleteTag, updateTag } from './tags/change.ts';
import { createTag, listTags } from './tags/tags.ts';
import { deleteTeam, getTeam, listTeams } from './teams/teams.ts';
import { upsertTeam } from './teams/upsert.ts';

export const workspacesRouter = {
  create: write(contract.createWorkspace, createWorkspace),
  get: read(contract.getWorkspace, getWorkspace),
  update: write(contract.updateWorkspace, updateWorkspace),
  auditLog: { list: read(contract.listAuditLog, listAuditLog) },
  members: {
    list: read(contract.listMembers, listMembers),
    get: read(contract.getMember, getMember),
    invite: write(contract.inviteMember, inviteMember),
    accept: write(contract.acceptInvitation, acceptInvitation),
    update: write(contract.updateMember, updateMember),
    suspend: write(contract.suspendMember, suspendMember),
    reinstate: write(contract.reinstateMember, reinstateMember),
    remove: write(contract.removeMember, removeMember),
  },
  roles: {
    list: read(contract.listRoles, listRoles),
    create: write(contract.createRole, createRole),
    update: write(contract.updateRole, updateRole),
    delete: write(contract.deleteRole, deleteRole),
  },
  teams: {
    list: read(contract.listTeams, listTeams),
    get: read(contract.getTeam, getTeam),
    upsert: write(contract.upsertTeam, upsertTeam),
    delete: write(contract.deleteTeam, deleteTeam),
  },
  tags: {
    list: read(contract.listTags, listTags),
    create: write(contract.createTag, createTag),
    update: write(contract.updateTag, updateTag),
    delete: write(contract.deleteTag, deleteTag),
  },
  customFields: {
    list: read(contract.listCustomFields, listCustomFields),
    create: write(contract.createCustomField, createCustomField),
    update: write(contract.updateCustomField, updateCustomField),
  },
  schema: { filters: read(contract.listFilterFields, listFilterFields) },
};

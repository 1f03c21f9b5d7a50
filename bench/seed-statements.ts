import { idOffset, idPrefixes, idTail, workspaceCount } from './numbering.ts';

const conversationsPerCustomer = 4;

const idOf = (kind: keyof typeof idPrefixes, n: string) =>
  `('${idPrefixes[kind]}' || (${idOffset} + ${n}) || '${idTail}')::uuid`;

const createdAt = (n: string) => `timestamptz '2025-11-01 00:00:00Z' + ${n} * interval '2 minutes'`;

/** What fills the tables, by the name of the step. Counters, numbers and texts of the rows fit each other. */
export function seedStatements(conversations: number): Record<string, string> {
  const customers = conversations / conversationsPerCustomer;
  const perWorkspace = customers / workspaceCount;
  return {
    plan: `
      create view bench.plan as
      select n, workspace_id, channel_id, kind, messages, created_at, created_at + interval '1 minute' as answered_at,
        ${idOf('conversation', 'n')} as id, ${idOf('customer', 'customer')} as customer_id,
        format('How do I page through /v1/tracks after item %s? The cursor of the last page is refused with 400.', n) as question,
        format('Cursors belong to the filter they were made with. Send that filter again, then page %s opens.', n) as answer
      from (
        select g.n, w.workspace_id, w.channel_id, (g.n / ${workspaceCount}) % 4 as kind,
          case (g.n / ${workspaceCount}) % 4 when 0 then 1 else 2 end as messages,
          (g.n / ${workspaceCount}) % ${perWorkspace} * ${workspaceCount} + w.n as customer,
          ${createdAt('g.n')} as created_at
        from generate_series(0, ${conversations - 1}) as g (n) join bench.workspaces w on w.n = g.n % ${workspaceCount}
      ) as numbered`,

    customers: `
      insert into customers (workspace_id, id, external_id, email, name, traits, tags, created_at, updated_at)
      select w.workspace_id, ${idOf('customer', 'c.n')}, 'user_' || c.n, 'user_' || c.n || '@example.com',
        'Customer ' || c.n, '{"plan": "pro"}', '{}', ${createdAt('c.n')}, ${createdAt('c.n')}
      from generate_series(0, ${customers - 1}) as c (n) join bench.workspaces w on w.n = c.n % ${workspaceCount}`,

    conversations: `
      insert into conversations (workspace_id, id, ref, subject, state, priority, channel_id, channel_type, customer_id,
        tags, api_context, message_count, last_timeline_sequence, unread_member, unread_customer, last_message_at,
        last_sequence, last_message_sequence, last_message_direction, last_message_preview, first_response_at, waiting_since, resolved_at,
        resolution_summary, created_at, updated_at)
      select workspace_id, id, n / ${workspaceCount} + 1, 'Paging through tracks, part ' || n,
        (array['open', 'waiting_on_customer', 'waiting_on_customer', 'resolved'])[kind + 1],
        (array['normal', 'high', 'normal', 'low'])[kind + 1], channel_id, 'live_chat', customer_id,
        case kind when 1 then array['paging', 'billing'] else array[]::text[] end,
        '{"method": "GET", "path": "/v1/tracks", "statusCode": 400, "errorCode": "invalid_cursor"}',
        messages, messages, 2 - messages, messages - 1,
        case messages when 1 then created_at else answered_at end, messages, messages,
        case messages when 1 then 'inbound' else 'outbound' end,
        case messages when 1 then question else answer end,
        case messages when 2 then answered_at end,
        case messages when 1 then created_at end,
        case kind when 3 then answered_at end,
        case kind when 3 then 'Explained how cursors and filters belong together.' end,
        created_at, case messages when 1 then created_at else answered_at end
      from bench.plan order by n`,

    messages: `
      insert into messages (workspace_id, id, conversation_id, sequence, timeline_sequence, direction, author,
        body_format, body_text, delivery_state, sent_at, created_at)
      select workspace_id, ${idOf('message', '2 * n')}, id, 1, 1, 'inbound',
        jsonb_build_object('type', 'customer', 'id', customer_id, 'name', null), 'text', question, 'delivered',
        created_at, created_at
      from bench.plan
      union all
      select workspace_id, ${idOf('message', '2 * n + 1')}, id, 2, 2, 'outbound',
        '{"type": "credential", "id": null, "name": "First credential"}', 'text', answer, 'sent',
        answered_at, answered_at
      from bench.plan where messages = 2`,

    numbers: `
      insert into conversation_refs (workspace_id, last_ref)
      select workspace_id, ${conversations / workspaceCount} from bench.workspaces`,

    statistics: 'vacuum analyze',
    checkpoint: 'checkpoint',
  };
}

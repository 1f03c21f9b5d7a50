import { readConfig } from '../../platform/config.ts';
import { widgetGuide, workspaceGuide } from './guides.ts';

/** One of the two doors, as its document introduces it. */
export interface Surface {
  readonly title: string;
  readonly summary: string;
  readonly guide: string;
  readonly version: string;
  readonly base: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly securitySchemes: Readonly<Record<string, Record<string, unknown>>>;
}

const { apiVersion } = readConfig({});

export const workspaceSurface: Surface = {
  title: 'Woes API',
  summary: 'Customer support as a backend, for companies whose product is an API.',
  guide: workspaceGuide,
  version: apiVersion,
  base: '/api/v1',
  tags: {
    authentication: 'Credentials, their scopes, and the public keys of widgets.',
    workspaces: 'The workspace: everything else belongs to one.',
    conversations: 'Conversations with their messages, operator-only notes and one timeline.',
    customers: 'The people and accounts who ask.',
    knowledge: 'What is known of your own API.',
    agent: 'The agent that drafts answers.',
    channels: 'The ways by which conversations arrive.',
    webhooks: 'The event log: as pages and as a stream.',
    limits: 'Error codes and what to do about them.',
  },
  securitySchemes: {
    credential: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'woesk_ and 38 characters',
      description:
        'A credential of the workspace. It does what its scopes allow, and belongs on servers only.',
    },
    rootToken: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'opaque',
      description: 'The root token of the installation, for its operator. It opens no workspace.',
    },
  },
};

export const widgetSurface: Surface = {
  title: 'Woes widget API',
  summary: 'What browsers may reach: sessions of visitors and their own conversations.',
  guide: widgetGuide,
  version: apiVersion,
  base: '/api/widget/v1',
  tags: {
    config: 'What a page needs before it shows the widget.',
    sessions: 'Anonymous sessions of visitors.',
    conversations: 'The conversations that a session started.',
    messages: 'Reading and writing, with the secret of the conversation.',
    stream: 'Following conversations as they go on.',
  },
  securitySchemes: {
    widgetKey: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'woesw_ and 38 characters',
      description: 'A widget key. It is public, and works from its allowed origins only.',
    },
    widgetSession: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'woess_ and 38 characters',
      description: 'The token of a visitor session, from `sessions.start`. It lasts one hour.',
    },
  },
};

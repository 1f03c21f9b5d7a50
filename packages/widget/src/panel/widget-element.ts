import { createWidgetClient, type WidgetClient } from '../client.ts';
import { createStore } from '../store.ts';
import type { StartOptions, WidgetConversation, WidgetMessage } from '../types.ts';
import { createComposer } from './composer.ts';
import { createConnectionNotice } from './connection-notice.ts';
import { button, element, iconButton } from './dom.ts';
import { createLauncher } from './launcher.ts';
import { styleSheet } from './styles.ts';
import { createTranscript } from './transcript.ts';
import { createUnread } from './unread.ts';
import { english, type Words } from './words.ts';

/** On a small screen the panel fills it, and keeps the focus to itself. */
const smallScreen = '(max-width: 480px)';

/**
 * The support chat as an element.
 *
 * Attributes: `key` (widget key), `base-url` (origin of the Woes server; the page's own when left out), `theme`
 * (`light` or `dark`; the visitor's preference when left out).
 *
 * Events: `woes-open`, `woes-close`, and `woes-message` with the message as `detail`.
 *
 * @example
 * <script type="module" src="https://support.example.com/widget/panel.js"></script>
 * <woes-widget key="woesw_…" base-url="https://support.example.com"></woes-widget>
 */
export class WoesWidget extends HTMLElement {
  static readonly observedAttributes = ['key', 'base-url'];

  /** What is told with the first message of a conversation, beside the page: the failed API call for example. */
  declare context: StartOptions;
  /** Texts in place of the English ones. Set before the element is put on the page. */
  declare words: Partial<Words>;
  /** The client behind the panel, while the element is on a page and has a key. */
  client: WidgetClient | null = null;
  private panel: { open(): void; close(): void; unmount(): void } | null = null;

  constructor() {
    super();
    // Both may have been set before the element was defined; a class field would overwrite them.
    this.context ??= {};
    this.words ??= {};
  }

  connectedCallback(): void {
    const widgetKey = this.getAttribute('key');
    if (!widgetKey || this.panel) return;
    const baseUrl = this.getAttribute('base-url') || location.origin;
    this.client = createWidgetClient({ baseUrl, widgetKey });
    this.panel = mount(this, this.client, widgetKey, { ...english, ...this.words });
  }

  disconnectedCallback(): void {
    this.panel?.unmount();
    this.client?.stop();
    this.panel = this.client = null;
  }

  attributeChangedCallback(): void {
    if (!this.isConnected) return;
    this.disconnectedCallback();
    this.connectedCallback();
  }

  /** Opens the panel and moves the focus into it. */
  open(): void {
    this.panel?.open();
  }

  /** Closes the panel and gives the focus back. */
  close(): void {
    this.panel?.close();
  }
}

function mount(host: WoesWidget, client: WidgetClient, widgetKey: string, words: Words) {
  const unread = createUnread(createStore(undefined, widgetKey));
  const notice = createConnectionNotice(words);
  const transcript = createTranscript(words, {
    retry: (id) => {
      client.retry(id).catch(() => {});
      composer.focus();
    },
    discard(id) {
      client.discard(id);
      transcript.remove(id);
      composer.focus();
    },
  });
  const composer = createComposer(words, submit);
  const launcher = createLauncher(words, () => (dialog.open ? close() : open()));
  const heading = element('h2', { id: 'heading' }, words.heading);
  const closer = iconButton('close', words.close, 'M6 6l12 12', 'M18 6 6 18');
  const resolved = element(
    'div',
    { class: 'resolved', hidden: true },
    element('p', {}, words.resolved),
    button(words.startNew, startNew),
  );
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'heading' },
    element('header', {}, element('div', {}, heading, element('p', {}, words.subheading)), closer),
    notice.node,
    transcript.log,
    resolved,
    composer.form,
  );

  /** Where the next message goes; undefined for a new conversation. */
  let current = client.queue().at(-1)?.conversationId ?? client.conversationIds().at(-1);
  let prepared = false;

  function submit(text: string): void {
    resolved.hidden = true;
    client.connect();
    if (current) void client.send(current, text);
    else void client.start(text, { page: page(), ...host.context });
  }

  function startNew(): void {
    current = undefined;
    resolved.hidden = true;
    composer.focus();
  }

  function arrived(message: WidgetMessage): void {
    transcript.message(message);
    current ??= message.conversationId;
    unread.arrived(message);
    if (dialog.open) unread.seen();
    launcher.unread = unread.count;
    host.dispatchEvent(new CustomEvent('woes-message', { detail: message }));
  }

  function stateOf({ id, state }: WidgetConversation): void {
    if (id === current) resolved.hidden = state !== 'resolved';
  }

  /** Asked for when the panel is first opened: a page view alone costs the server nothing. */
  async function prepare(): Promise<void> {
    try {
      const config = await client.config();
      prepared = true;
      notice.unavailable = false;
      heading.textContent = transcript.teamName = config.workspaceName;
      composer.lengthMax = config.messageLengthMax;
      if (current) for (const conversation of await client.conversations()) stateOf(conversation);
    } catch {
      notice.unavailable = true;
    }
  }

  function open(): void {
    if (dialog.open) return;
    if (matchMedia(smallScreen).matches) dialog.showModal();
    else dialog.show();
    launcher.open = true;
    unread.seen();
    launcher.unread = 0;
    transcript.toEnd();
    composer.focus();
    if (!prepared) void prepare();
    host.dispatchEvent(new CustomEvent('woes-open'));
  }

  function close(): void {
    dialog.close();
  }

  closer.addEventListener('click', close);
  dialog.addEventListener('close', () => {
    launcher.open = false;
    launcher.button.focus();
    host.dispatchEvent(new CustomEvent('woes-close'));
  });
  client.on('message', arrived);
  client.on('state', stateOf);
  client.on('connection', (state) => {
    notice.connection = state;
    if (state === 'open') setTimeout(() => (transcript.busy = false), historyMs);
  });
  client.on('queue', (own) => {
    current = own.conversationId;
    transcript.own(own);
  });

  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [styleSheet()];
  const region = element('section', { 'aria-label': words.region }, dialog, launcher.button);
  region.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing && dialog.open) close();
  });
  root.replaceChildren(region);
  for (const own of client.queue()) transcript.own(own);
  if (current) {
    transcript.busy = true;
    client.connect();
  }

  return {
    open,
    close,
    unmount() {
      notice.stop();
      root.replaceChildren();
    },
  };
}

/** History that arrives so long after connecting is not read out. */
const historyMs = 1000;

/** Without query and fragment, which may hold what is none of our business. */
const page = () => ({
  url: (location.origin + location.pathname).slice(0, 2048),
  title: document.title.slice(0, 300),
});

/**
 * Turns the corpus "Customer Support on Twitter" (Kaggle: thoughtvector/customer-support-on-twitter, CC BY-NC-SA 4.0)
 * into lines that `woes import conversations` takes. The corpus is one file, twcs.csv, with the columns
 *
 *   tweet_id, author_id, inbound, created_at, text, response_tweet_id, in_response_to_tweet_id
 *
 * where `inbound` says that a tweet is to a company, customers are numbers and companies have names. A conversation
 * is a customer's tweet that answers nothing, with all that follows from it between that customer and companies.
 *
 *   node scripts/run.mjs scripts/convert-twitter-support.ts twcs.csv [--limit 1000] > twitter.ndjson
 *
 * The whole corpus of three million tweets is held in memory, about 2 GB.
 */
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';

interface Tweet {
  id: string;
  author: string;
  inbound: boolean;
  at: Date;
  text: string;
  answers: string | null;
}

/** Rows of a CSV text that comes in pieces: quoted fields may hold commas, line ends and doubled quotes. */
async function* readRows(pieces: AsyncIterable<string>): AsyncGenerator<string[]> {
  let row: string[] = [];
  let field = '';
  let quoted = false;
  let closing = false;
  for await (const piece of pieces) {
    for (const char of piece) {
      if (closing) {
        closing = false;
        if (char === '"') {
          field += '"';
          continue;
        }
        quoted = false;
      }
      if (quoted) {
        if (char === '"') closing = true;
        else field += char;
      } else if (char === '"') quoted = true;
      else if (char === ',' || char === '\n') {
        row.push(field.replace(/\r$/, ''));
        field = '';
        if (char === ',') continue;
        yield row;
        row = [];
      } else field += char;
    }
  }
  if (field !== '' || row.length > 0) yield [...row, field];
}

/** `Tue Oct 31 22:10:47 +0000 2017`. */
const timeOf = (text: string): Date => {
  const [, month, day, time, zone, year] = text.split(' ');
  return new Date(`${month} ${day} ${year} ${time} ${zone}`);
};

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').toWellFormed();

async function readTweets(path: string): Promise<Map<string, Tweet>> {
  const tweets = new Map<string, Tweet>();
  let columns: string[] | null = null;
  for await (const row of readRows(createReadStream(path, 'utf8'))) {
    if (!columns) {
      columns = row;
      continue;
    }
    const value = (name: string) => row[columns!.indexOf(name)] ?? '';
    const at = timeOf(value('created_at'));
    if (Number.isNaN(at.getTime()) || value('text').trim() === '') continue;
    tweets.set(value('tweet_id'), {
      id: value('tweet_id'),
      author: value('author_id'),
      inbound: /^true$/i.test(value('inbound')),
      at,
      text: plain(value('text')),
      answers: value('in_response_to_tweet_id').replace(/\.0$/, '') || null,
    });
  }
  return tweets;
}

/** All that follows from a tweet, itself first. */
function threadOf(root: Tweet, answersTo: ReadonlyMap<string, Tweet[]>): Tweet[] {
  const thread: Tweet[] = [];
  const seen = new Set<string>();
  for (const waiting = [root]; waiting.length > 0; ) {
    const tweet = waiting.pop()!;
    if (seen.has(tweet.id)) continue;
    seen.add(tweet.id);
    thread.push(tweet);
    waiting.push(...(answersTo.get(tweet.id) ?? []));
  }
  return thread;
}

function lineOf(root: Tweet, thread: readonly Tweet[]): object {
  const messages = thread
    .filter(({ author, inbound }) => !inbound || author === root.author)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ id, author, inbound, at, text }) => ({
      externalId: id,
      direction: inbound ? 'inbound' : 'outbound',
      body: { text },
      sentAt: at,
      ...(inbound ? {} : { authorName: author }),
    }));
  return {
    externalId: `twitter-${root.id}`,
    customer: { externalId: `twitter-${root.author}` },
    tags: ['twitter'],
    state: 'resolved',
    messages,
  };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: 'string', default: 'Infinity' } },
});
const [path] = positionals;
if (!path) {
  console.error('Give the path of twcs.csv.');
  process.exit(2);
}
const tweets = await readTweets(path);
const answersTo = new Map<string, Tweet[]>();
for (const tweet of tweets.values())
  if (tweet.answers) answersTo.set(tweet.answers, [...(answersTo.get(tweet.answers) ?? []), tweet]);
let written = 0;
for (const tweet of tweets.values()) {
  if (written >= Number(values.limit)) break;
  // What answers a tweet that the corpus does not have begins here too.
  const begins = tweet.inbound && (!tweet.answers || !tweets.has(tweet.answers));
  const thread = begins ? threadOf(tweet, answersTo) : [];
  if (thread.length < 2) continue;
  written += 1;
  process.stdout.write(`${JSON.stringify(lineOf(tweet, thread))}\n`);
}

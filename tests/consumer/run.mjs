import { createRequire } from 'node:module';
import { isWoesError, Woes } from '@woes/sdk';

const common = createRequire(import.meta.url)('@woes/sdk');
const answers = [];
for (const Client of [Woes, common.Woes]) {
  const woes = new Client();
  const { name, createdAt } = await woes.workspaces.get();
  const error = await woes.conversations.get({ id: 'ref:999999' }).catch((thrown) => thrown);
  answers.push([name, createdAt instanceof Date, isWoesError(error, 'not_found'), common.isWoesError(error)]);
}
console.log(JSON.stringify({ copies: Woes !== common.Woes, answers }));

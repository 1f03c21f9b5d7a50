const { Woes, isWoesError, version } = require('@woes/sdk');

async function main() {
  const woes = new Woes();
  const channel = await woes.channels.create({ type: 'api', name: 'From CommonJS' });
  const channels = await woes.channels.list({ limit: 1 }).toArray({ max: 100 });
  const error = await woes.channels.create({}).catch((thrown) => thrown);
  for await (const event of woes.events.stream({ afterSequence: 0, types: ['channel.created'] })) {
    if (event.resource.id === channel.id) break;
  }
  console.log(
    JSON.stringify({
      version,
      listed: channels.some(({ id }) => id === channel.id),
      refused: isWoesError(error, 'validation_failed'),
    }),
  );
}

main();

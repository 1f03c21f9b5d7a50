/** Loads what the process is to be, and tells the parent when that fails, since nobody reads what it prints. */
const [, , file = ''] = process.argv;
await import(new URL(file, import.meta.url).href).catch((error: unknown) => {
  process.send?.({ ok: false, error: error instanceof Error ? error.stack : String(error) });
});

const graceMs = 5_500; // longer than any request may take

/** On the stop signal: takes no new requests, finishes those in flight and the mails under way, and ends within 10 s. */
export function stopOnSignal({ app, services, stopping }) {
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, stop);

  async function stop() {
    stopping.abort();
    setTimeout(() => process.exit(1), graceMs + 3_000).unref();
    // Someone who sends their request a byte at a time must not keep us from stopping.
    setTimeout(() => app.server.closeAllConnections(), graceMs).unref();
    await app.close();
    await services.mail.close();
    await services.database.close();
    process.exit(0);
  }
}

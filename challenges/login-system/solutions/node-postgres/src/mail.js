import nodemailer from "nodemailer";

const retryAfterSeconds = [2, 5, 15, 30, 60, 120, 300];

/**
 * Sends mail in the background, so that no request waits for the mail server, and tries again when that is down.
 * Only the newest mail for each address is kept: the older link in it no longer works anyway.
 */
export function openMail({ smtpUrl, mailFrom, publicUrl }) {
  const transport = nodemailer.createTransport(smtpUrl, {
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  });
  const newest = new Map(); // address → what is to be sent
  const sending = new Set();

  return {
    sendReset(email, token) {
      const mail = resetMail({ email, token, mailFrom, publicUrl });
      newest.set(email, mail);
      deliver(email, mail, 0);
    },

    /** Waits for the mails that are on their way now; those that wait for another try are given up. */
    async close() {
      await Promise.all(sending);
      transport.close();
    },
  };

  function deliver(email, mail, attempt) {
    if (newest.get(email) !== mail) return;
    const work = transport
      .sendMail(mail)
      .then(() => forget(email, mail))
      .catch((error) => retry(error, email, mail, attempt))
      .finally(() => sending.delete(work));
    sending.add(work);
  }

  function retry(error, email, mail, attempt) {
    const seconds = retryAfterSeconds[attempt];
    console.error(`A mail could not be sent: ${error.message}`);
    if (seconds === undefined) return forget(email, mail);
    setTimeout(() => deliver(email, mail, attempt + 1), seconds * 1000).unref();
  }

  function forget(email, mail) {
    if (newest.get(email) === mail) newest.delete(email);
  }
}

/** Nothing that a stranger typed goes into it, not even the name: anyone can sign up with anyone's address. */
function resetMail({ email, token, mailFrom, publicUrl }) {
  const link = `${publicUrl}/reset-password?token=${token}`;
  return {
    from: mailFrom,
    to: { name: "", address: email },
    subject: "Choose a new password",
    text: [
      "Hello,",
      "",
      "someone asked for a new password for your account. If it was you, open this link within an hour:",
      "",
      link,
      "",
      "If it was not you, do nothing. Your password stays as it is.",
      "",
    ].join("\n"),
    textEncoding: "quoted-printable",
  };
}

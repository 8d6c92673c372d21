import nodemailer from "nodemailer";

const retryAfterSeconds = [2, 5, 15, 30, 60, 120, 300];

/** Sends in the background, so that no request waits for the mail server, and tries again while that is down. */
export function openMailer({ smtpUrl, mailFrom, publicUrl }) {
  const transport = nodemailer.createTransport(smtpUrl, {
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  });
  const newest = new Map(); // address → its newest mail: the link in an older one no longer works
  const underWay = new Set();

  return {
    sendReset(email, token) {
      const mail = resetMail(mailFrom, email, `${publicUrl}/reset-password?token=${token}`);
      newest.set(email, mail);
      deliver(email, mail, 0);
    },
    /** Waits for the mails that are on their way now. */
    async close() {
      await Promise.all(underWay);
      transport.close();
    },
  };

  function deliver(email, mail, attempt) {
    if (newest.get(email) !== mail) return;
    const work = transport
      .sendMail(mail)
      .then(() => done(email, mail))
      .catch((error) => {
        console.error(`A mail could not be sent: ${error.message}`);
        const seconds = retryAfterSeconds[attempt];
        if (seconds === undefined) done(email, mail);
        else setTimeout(deliver, seconds * 1000, email, mail, attempt + 1).unref();
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  function done(email, mail) {
    if (newest.get(email) === mail) newest.delete(email);
  }
}

/** Nothing that a stranger typed is in it but the address: anyone can sign up with anyone's. */
function resetMail(from, address, link) {
  const text = [
    "Hello,",
    "",
    "someone asked for a new password for your account. If it was you, open this link within an hour:",
    "",
    link,
    "",
    "If it was not you, do nothing: your password stays as it is.",
    "",
  ].join("\n");
  return { from, to: { name: "", address }, subject: "Choose a new password", text, textEncoding: "quoted-printable" };
}

/**
 * Where no mail can bring it, into the window of whoever runs the server, as the owner's link is. It says for whom, so
 * that nobody gets the link of somebody else by asking for it.
 */
export function tellResetLink(email: string, link: string): void {
  process.stdout.write(
    `\nA new password was asked for, for ${email}. With this link it is chosen; it is good for an hour, once. Give it to nobody else:\n\n  ${link}\n\n`,
  );
}

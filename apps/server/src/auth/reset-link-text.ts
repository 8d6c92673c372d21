/**
 * Printed where no mail can bring it, for whoever runs the server, as the owner's link is. It says for whom, so that
 * nobody gets the link of somebody else by asking for it.
 */
export function resetLinkText(email: string, link: string): string {
  return `\nA new password was asked for, for ${email}. With this link it is chosen; it is good for an hour, once. Give it to nobody else:\n\n  ${link}\n\n`;
}

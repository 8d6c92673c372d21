import type { Attempt, Inputs, Person, World } from "@assay/bench";

/** Sets a new password by a reset token, from an address of its own. A hash, when it is accepted. */
export function resetWith(
  world: World,
  person: Person,
  token: unknown,
  newPassword: string,
  inputs: Inputs = {},
): Promise<Attempt> {
  const device = world.edge.otherDevice(person);
  return world.app.operate(device, "resetPassword", { token, newPassword, ...inputs });
}

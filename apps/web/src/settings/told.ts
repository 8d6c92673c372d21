import { notifications } from "@mantine/notifications";

/** A word that something was done. */
export function told(message: string): void {
  notifications.show({ color: "ink", message });
}

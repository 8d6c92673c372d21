import { Group, Radio } from "@mantine/core";
import type { Role } from "../api/hiring.ts";
import "../look/judgement.css";
import { useWords } from "../words/words.tsx";

type Paid = Role["test_paid"];

/** Whether the task is paid: nothing is chosen before somebody does. */
export function PaidChoice({
  value,
  onChange,
}: {
  readonly value: Paid;
  readonly onChange: (paid: "yes" | "no") => void;
}) {
  const words = useWords();
  return (
    <Radio.Group
      label={words.say("role.form.paid")}
      value={value}
      onChange={(chosen) => {
        onChange(chosen === "no" ? "no" : "yes");
      }}
    >
      <Group gap="xs" mt={8} className="choices">
        {(["yes", "no"] as const).map((paid) => (
          <Radio key={paid} className="chip" value={paid} label={words.say(`role.form.paid.${paid}`)} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** Who typed a sum has said that it is paid. */
export function paidBy({ test_paid, pays }: { readonly test_paid: Paid; readonly pays: string }) {
  return { test_paid: test_paid ?? (pays.trim() === "" ? null : ("yes" as const)), pays };
}

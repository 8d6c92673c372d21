import { Menu } from "@mantine/core";
import { stages, type Card, type Stage } from "../api/hiring.ts";
import { useWords } from "../words/words.tsx";

/** The way to move a card without dragging it. */
export function MoveMenu({ card, onMove }: { readonly card: Card; readonly onMove: (to: Stage) => void }) {
  const words = useWords();
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className="card-menu" aria-label={words.say("card.move", { name: card.name })}>
          ⋯
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {stages.map((stage) => (
          <Menu.Item
            key={stage}
            disabled={stage === card.stage}
            onClick={() => {
              onMove(stage);
            }}
          >
            {words.say("card.move-to", { stage: words.say(`stage.${stage}`) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

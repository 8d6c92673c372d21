import { KeyboardCode, type KeyboardCoordinateGetter } from "@dnd-kit/core";

/** One column on for each press of an arrow key, in the order in which they stand. */
export const byColumn: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step = steps[event.code];
  if (step === undefined) return undefined;
  event.preventDefault();
  const { droppableContainers, droppableRects, over, active, collisionRect } = context;
  const columns = droppableContainers.getEnabled();
  const from = over?.id ?? (active?.data.current as { readonly stage?: string } | undefined)?.stage;
  const at = columns.findIndex(({ id }) => id === from);
  const column = columns[Math.max(0, Math.min(columns.length - 1, at + step))];
  const rect = column === undefined ? undefined : droppableRects.get(column.id);
  if (rect === undefined || collisionRect === null) return currentCoordinates;
  // Its middle, so that it lies over this column more than over any other.
  return { x: rect.left + (rect.width - collisionRect.width) / 2, y: rect.top + 44 };
};

const steps: Readonly<Record<string, number>> = {
  [KeyboardCode.Right]: 1,
  [KeyboardCode.Down]: 1,
  [KeyboardCode.Left]: -1,
  [KeyboardCode.Up]: -1,
};

import { Button, createTheme, type MantineColorsTuple, Notification } from "@mantine/core";
import { words } from "../words/words.tsx";

/** One ink: colour is for outcomes alone. The values are the palette's, see look/palette.css. */
const ink: MantineColorsTuple = [
  ...(["#f3efe7", "#e0d9cc", "#c9c0b1", "#aaa090", "#8c8375"] as const),
  ...(["#6b6458", "#544e45", "#3b352e", "#2b2722", "#1e1b16"] as const),
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 9, dark: 0 },
  autoContrast: true,
  colors: { ink },
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--mono)",
  headings: { fontFamily: "var(--serif)", fontWeight: "500" },
  defaultRadius: "md",
  focusRing: "never",
  respectReducedMotion: true,
  components: {
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": words.say("close") } } }),
    // What was typed is never changed unasked: each form says beside the field what is wrong with it.
    NumberInput: { defaultProps: { clampBehavior: "none" } },
    Button: Button.extend({ defaultProps: { size: "md", variant: "default" } }),
  },
});

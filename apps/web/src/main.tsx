import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@assay/report/page/palette.css";
import "./look/base.css";
import "./look/controls.css";
import "./words/chosen-language.ts";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Shapes } from "@assay/report/page";
import { theme } from "./look/theme.ts";
import { queries } from "./queries.ts";
import { router } from "./router.tsx";
import { Speaking } from "./words/words.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Speaking>
          <Shapes />
          <Notifications position="bottom-center" />
          <RouterProvider router={router} />
        </Speaking>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

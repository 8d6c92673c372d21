import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../words/words.tsx";

/** Brought here once somebody wants it: a report is read more often than it is shared. */
const ShareDialog = lazy(() => import("./share-dialog.tsx").then((file) => ({ default: file.ShareDialog })));

/** The way to a link by which others may read the report. */
export function Share({ evaluation }: { readonly evaluation: string }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        {words.say("share.do")}
      </Button>
      {isWanted ? (
        <Suspense>
          <ShareDialog
            evaluation={evaluation}
            isOpen={isOpen}
            close={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

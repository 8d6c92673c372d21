/**
 * Names that are words too, and what programs call themselves. As a part of a name, they are taken for one only where they
 * are written with a capital: "Will" is hidden, "will" is not.
 */
export const everydayWords: ReadonlySet<string> = new Set(
  (
    "art ash bay bill bob brook carol case chance chase chip christian cliff clay crystal dale dawn dean della dial " +
    "dick drew duke earl earnest eve faith fern flora frank gene gift glen grace grant guy harmony hazel heather hope " +
    "hunter iris ivy jack jade jay jean jet jewel joy june junior king lance law lily long mark mason max may melody " +
    "mercy mike miles misty nick norm olive page paris pat patience pearl penny pierce port prince rain ray reed rich " +
    "ring rob robin rock rose ruby rush rusty sage sandy scarlet sky sonny star stone storm sue summer sunny tab " +
    "trace trinity troy violet wade ward wells west will wood woods worth young bond brown black green white gray grey " +
    "cook baker carpenter butler fisher miller potter smith taylor walker turner parker porter page field fields fox " +
    "lane hill hall house lake price post power rice root small best bright bush church day english french little love " +
    "moon moss new news north pool read rivers sharp short snow strong sweet wall waters weeks winter wise wolf " +
    "server client test tester user admin error status data value name null true false string number object"
  ).split(" "),
);

/** What stands where an author's name could stand, and is nobody's. */
export const nobodysNames: ReadonlySet<string> = new Set(
  (
    "assay root user admin administrator test tester dev developer developers node nodejs author authors name yourname " +
    "you me unknown none null undefined anonymous github gitlab bitbucket git noreply bot actions ubuntu debian runner " +
    "contributors copyright holders holder owner team company organization example project app server backend shop " +
    "login license mit apache foundation software inc ltd gmbh password email token account session database"
  ).split(" "),
);

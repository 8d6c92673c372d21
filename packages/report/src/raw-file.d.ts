/** Vite hands over a file's text when its name is imported with `?raw`. */
declare module "*?raw" {
  const text: string;
  export default text;
}

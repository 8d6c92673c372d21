/** Style sheets, which Vite puts into the page. */
declare module "*.css";

/** Their text, where a component sets it itself. */
declare module "*.css?inline" {
  const text: string;
  export default text;
}

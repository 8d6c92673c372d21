/** Of the world's, those that are asked for most; any other that was told before is kept. */
export const currencies = [
  ...(["USD", "EUR", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "RON", "UAH"] as const),
  ...(["CAD", "AUD", "NZD", "INR", "PKR", "BRL", "MXN", "ARS", "ZAR", "NGN", "SGD", "JPY"] as const),
] as readonly string[];

export function currenciesWith(told: string): readonly string[] {
  return currencies.includes(told) ? currencies : [told, ...currencies];
}

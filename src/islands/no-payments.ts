/** Replaces Stripe, which @formspree/react imports for payment forms (astro.config.mjs). */
export const CardElement = undefined;
export const Elements = undefined;
export const useElements = (): null => null;
export const loadStripe = (): null => null;

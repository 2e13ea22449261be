/** Lets the browser post the form and go to the server's page. Returns false, and does nothing, while the device is offline. */
export function postByBrowser(form: HTMLFormElement): boolean {
  if (!navigator.onLine) return false;
  form.submit();
  return true;
}

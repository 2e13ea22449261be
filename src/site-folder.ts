/**
 * The folder that holds `content/` and `public/`, from the repository's root. With Node's condition `starter`, `#site-folder`, `#site` and
 * `#content/*` lead to the starter instead: package.json.
 */
export const siteFolder = '.';

/** The X API description that these types follow; where X still answers in older words, both are given. */
export const X_API_VERSION = '2.167';

export const ownAttributeTexts = {
  saved: 'Saved',
  yes: 'Yes',
  no: 'No',
  notSet: 'Not set',
};

// Cards with which nothing can be applied for, and what their holders are told.

export const ENDS = {
  kenji: 'locked-title',
  fumio: 'expired-title',
  akira: 'not-yet-valid-title',
  shizuka: 'revoked-title',
  aoi: 'not-known-yet-title',
  ren: 'not-known-yet-title',
  hajime: 'broken-chain-title',
  foreign: 'real-card-title',
};

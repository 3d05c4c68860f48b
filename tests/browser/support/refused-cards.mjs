// Virtual cards that cannot be used to apply, and the message that titles their last page.

export const REFUSED_CARDS = {
  kenji: 'locked-title',
  fumio: 'expired-title',
  akira: 'not-yet-valid-title',
  shizuka: 'revoked-title',
  aoi: 'not-known-yet-title',
  ren: 'not-known-yet-title',
  hajime: 'broken-chain-title',
  foreign: 'real-card-title',
};

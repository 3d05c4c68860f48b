//! Payment services under the control of a test.

use card_points::secret::Secret;
use card_points_backend::checks::{Confirmation, PaymentServices};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Payment services that can be made unreachable, and that count the requests.
pub struct FakePaymentServices<P> {
    inner: P,
    reachable: AtomicBool,
    requests: AtomicU32,
}

impl<P> FakePaymentServices<P> {
    pub fn new(inner: P) -> Self {
        Self {
            inner,
            reachable: AtomicBool::new(true),
            requests: AtomicU32::new(0),
        }
    }

    pub fn set_reachable(&self, reachable: bool) {
        self.reachable.store(reachable, Ordering::SeqCst);
    }

    pub fn requests(&self) -> u32 {
        self.requests.load(Ordering::SeqCst)
    }
}

impl<P: PaymentServices> PaymentServices for FakePaymentServices<P> {
    async fn confirm_account(
        &self,
        service: &str,
        account: &str,
        codes: &[Secret],
    ) -> Confirmation {
        self.requests.fetch_add(1, Ordering::SeqCst);
        if !self.reachable.load(Ordering::SeqCst) {
            return Confirmation::Unreachable;
        }
        self.inner.confirm_account(service, account, codes).await
    }
}

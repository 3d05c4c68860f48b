//! What every ledger has to do, in memory and on disk; and what only one on disk does.

mod support;

use card_points::application::Purpose;
use card_points::backend::{IssuedKeyId, Receipt, Refusal};
use card_points::programme::ApplicationState;
use card_points_backend::checks::{
    Accounts, Backend, BackendData as Checked, ChallengeIssuer, CheckedApplication, IdGenerator,
    InsertOutcome, Ledger, LedgerError, MemoryLedger, PersonRecord, PriorSubmission, RequestError,
};
use card_points_backend::sandbox;
use card_points_backend::store::{Database, ReleaseOutcome, SqliteLedger};
use card_points_fixtures::sandbox::SandboxData;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use support::{
    ALL_MEASURES, Applicant, ApplicationDraft, FakePaymentServices, NOW, bytes, context_at,
    id_generator, later,
};

const ADDRESS: &str = "https://points.example";

fn sandbox() -> &'static SandboxData {
    static FIXTURE: OnceLock<SandboxData> = OnceLock::new();
    FIXTURE.get_or_init(|| SandboxData::at(NOW))
}

fn applicant(id: &str) -> Applicant {
    Applicant::new(sandbox(), id)
}

/// A folder of its own for a test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("ledger-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    fn database(&self) -> Database {
        Database::File(self.0.join("points.sqlite"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct TestBackend<L> {
    backend: Backend<L, Arc<FakePaymentServices<Accounts>>>,
    payment_services: Arc<FakePaymentServices<Accounts>>,
}

fn test_backend_of<L: Ledger>(world: Checked, accounts: Accounts, ledger: L) -> TestBackend<L> {
    let payment = Arc::new(FakePaymentServices::new(accounts));
    let key = ChallengeIssuer::new(&[1; 32]);
    TestBackend {
        backend: Backend::new(world, ADDRESS, key, ledger, payment.clone()),
        payment_services: payment,
    }
}

fn in_memory() -> TestBackend<MemoryLedger> {
    let (world, accounts) = sandbox::data_of(sandbox(), NOW);
    let ledger = MemoryLedger::new(&world.registry, &id_generator());
    test_backend_of(world, accounts, ledger)
}

async fn on_disk(database: &Database) -> TestBackend<SqliteLedger> {
    let (world, accounts) = sandbox::data_of(sandbox(), NOW);
    let store = SqliteLedger::open(database).await.unwrap();
    store
        .import_prior_applications(&world.registry, &id_generator())
        .await
        .unwrap();
    test_backend_of(world, accounts, store)
}

impl<L: Ledger> TestBackend<L> {
    fn signed(&self, who: &Applicant, draft: &ApplicationDraft) -> Vec<u8> {
        let nonce = self.backend.challenge(context_at(NOW)).challenge;
        let url = format!("{ADDRESS}{}", Purpose::Apply.path());
        bytes(&draft.sign(who, &nonce, &url))
    }

    async fn send(&self, body: &[u8]) -> Result<Receipt, Refusal> {
        refusal(self.backend.apply(context_at(NOW), body).await)
    }

    async fn apply(&self, who: &Applicant, draft: &ApplicationDraft) -> Result<Receipt, Refusal> {
        self.send(&self.signed(who, draft)).await
    }
}

fn refusal<T>(result: Result<T, RequestError>) -> Result<T, Refusal> {
    result.map_err(|failure| match failure {
        RequestError::Refused(refusal) => refusal,
        RequestError::Internal(error) => panic!("{error}"),
    })
}

/// Plays the same on both ledgers.
macro_rules! on_both {
    ($(#[$about:meta])* $name:ident, $play:ident) => {
        mod $name {
            $(#[$about])*
            #[tokio::test(flavor = "multi_thread")]
            async fn in_memory() {
                super::$play(super::in_memory()).await;
            }

            $(#[$about])*
            #[tokio::test(flavor = "multi_thread")]
            async fn on_disk() {
                let folder = super::Folder::new(stringify!($name));
                super::$play(super::on_disk(&folder.database()).await).await;
            }
        }
    };
}

on_both!(what_stood_before_stands, stood_before);
on_both!(the_same_bytes_at_once_get_one_receipt, same_bytes);
on_both!(
    two_applications_of_one_person_at_once_and_one_wins,
    one_person
);
on_both!(
    two_measures_to_two_services_at_once_and_one_wins,
    two_services
);
on_both!(two_people_for_one_account_at_once_and_one_wins, one_account);
on_both!(many_guesses_at_once_are_five, guesses);
on_both!(everyone_has_an_individual_key_id_of_their_own, key_ids);

async fn stood_before<L: Ledger>(desk: TestBackend<L>) {
    let stands = desk.backend.ledger().person_record("P-0007").await.unwrap();
    let states = stands.applied.iter().map(|entry| entry.state);
    let states: Vec<ApplicationState> = states.collect();
    assert_eq!(
        states,
        [
            ApplicationState::Passed,
            ApplicationState::Confirmed,
            ApplicationState::Confirmed
        ]
    );
    assert!(stands.preregistration.is_some());
    let holder = desk
        .backend
        .ledger()
        .account_holder("MP0000009", "402518837")
        .await;
    assert_eq!(holder.unwrap().as_deref(), Some("P-0007"));
}

async fn same_bytes<L: Ledger + 'static>(desk: TestBackend<L>) {
    let hanako = applicant("hanako");
    let body = desk.signed(&hanako, &hanako.application(sandbox(), &ALL_MEASURES));
    let (desk, results) = at_once(desk, vec![body.clone(); 5]).await;
    let receipt = desk.send(&body).await;
    assert!(receipt.is_ok());
    for result in results {
        assert_eq!(result, receipt);
    }
}

/// Sends all at the very same time, on threads of their own.
async fn at_once<L: Ledger + 'static>(
    desk: TestBackend<L>,
    bodies: Vec<Vec<u8>>,
) -> (TestBackend<L>, Vec<Result<Receipt, Refusal>>) {
    let desk = Arc::new(desk);
    let start = Arc::new(tokio::sync::Barrier::new(bodies.len()));
    let mut tasks = Vec::new();
    for body in bodies {
        let (desk, start) = (desk.clone(), start.clone());
        tasks.push(tokio::spawn(async move {
            start.wait().await;
            desk.send(&body).await
        }));
    }
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    let desk = Arc::into_inner(desk).expect("every task has ended");
    (desk, results)
}

fn accepted(results: &[Result<Receipt, Refusal>]) -> usize {
    results.iter().filter(|result| result.is_ok()).count()
}

async fn one_person<L: Ledger + 'static>(desk: TestBackend<L>) {
    let hanako = applicant("hanako");
    // Each with a challenge of its own, so that no two have the same bytes; and as many as may be
    // with the payment service at a time.
    let draft = hanako.application(sandbox(), &ALL_MEASURES);
    let bodies = (0..5).map(|_| desk.signed(&hanako, &draft)).collect();
    let (desk, results) = at_once(desk, bodies).await;
    assert_eq!(accepted(&results), 1);
    let stands = desk.backend.ledger().person_record("P-0001").await.unwrap();
    let receipt = results.iter().find_map(|result| result.as_ref().ok());
    for result in &results {
        match result {
            Ok(receipt) => assert_eq!(receipt.standing.len(), stands.applied.len()),
            Err(Refusal::AlreadyApplied { standing }) => {
                assert_eq!(Some(standing), receipt.map(|receipt| &receipt.standing));
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}

async fn two_services<L: Ledger + 'static>(desk: TestBackend<L>) {
    let hanako = applicant("hanako");
    let here = hanako.application(sandbox(), &["new-card"]);
    let there = ApplicationDraft::new(
        sandbox(),
        &["health-insurance"],
        "MP0000009",
        "402518838",
        &["662190"],
    );
    let bodies = vec![desk.signed(&hanako, &here), desk.signed(&hanako, &there)];
    let (_, results) = at_once(desk, bodies).await;
    assert_eq!(accepted(&results), 1);
    let other = |result: &Result<_, _>| matches!(result, Err(Refusal::OtherService { .. }));
    assert!(results.iter().any(other), "{results:?}");
}

async fn one_account<L: Ledger + 'static>(desk: TestBackend<L>) {
    let everyone = ["hanako", "minoru", "yoko", "nozomi", "mirai", "kaito"];
    let draft = ApplicationDraft::new(
        sandbox(),
        &["new-card"],
        "MP0000001",
        "4018736340",
        &["8340"],
    );
    let bodies = everyone
        .map(|id| desk.signed(&applicant(id), &draft))
        .to_vec();
    let (_, results) = at_once(desk, bodies).await;
    assert_eq!(accepted(&results), 1);
    let in_use = results
        .iter()
        .filter(|result| **result == Err(Refusal::AccountInUse));
    assert_eq!(in_use.count(), everyone.len() - 1);
}

async fn guesses<L: Ledger + 'static>(desk: TestBackend<L>) {
    let hanako = applicant("hanako");
    let guess = |nth: usize| {
        let draft = hanako.application(sandbox(), &ALL_MEASURES);
        draft.with(|d| d.codes[0] = format!("9{nth:03}"))
    };
    let bodies = (0..20)
        .map(|nth| desk.signed(&hanako, &guess(nth)))
        .collect();
    let (desk, results) = at_once(desk, bodies).await;
    assert_eq!(desk.payment_services.requests(), 5);
    let told = |wanted: fn(&Refusal) -> bool| {
        let refusals = results.iter().filter_map(|result| result.as_ref().err());
        refusals.filter(|refusal| wanted(refusal)).count()
    };
    assert_eq!(
        told(|r| matches!(r, Refusal::AccountNotConfirmed { .. })),
        5
    );
    assert_eq!(told(|r| matches!(r, Refusal::TooManyTries { .. })), 15);
}

async fn key_ids<L: Ledger>(desk: TestBackend<L>) {
    // The same names are offered to both: the second one gets the next.
    let names = id_generator();
    let ledger = desk.backend.ledger();
    let one = ledger.preregister("P-0001", &names, NOW).await.unwrap();
    let two = ledger.preregister("P-0002", &names, NOW).await.unwrap();
    assert_ne!(one.individual_key_id, two.individual_key_id);
    let again = ledger
        .preregister("P-0001", &names, later(9))
        .await
        .unwrap();
    assert_eq!(again, one);
}

/// A ledger in which the next look for a receipt comes just before the receipt is written.
struct StaleReadLedger {
    inner: MemoryLedger,
    stale: AtomicBool,
}

impl Ledger for StaleReadLedger {
    async fn prior_submission(
        &self,
        digest: [u8; 32],
    ) -> Result<Option<PriorSubmission>, LedgerError> {
        if self.stale.swap(false, Ordering::SeqCst) {
            return Ok(None);
        }
        self.inner.prior_submission(digest).await
    }

    async fn person_record(&self, person: &str) -> Result<PersonRecord, LedgerError> {
        self.inner.person_record(person).await
    }

    async fn account_holder(
        &self,
        service: &str,
        account: &str,
    ) -> Result<Option<String>, LedgerError> {
        self.inner.account_holder(service, account).await
    }

    async fn preregister(
        &self,
        person: &str,
        names: &IdGenerator,
        at: Timestamp,
    ) -> Result<IssuedKeyId, LedgerError> {
        self.inner.preregister(person, names, at).await
    }

    async fn reserve_try(&self, person: &str, day: Date) -> Result<Option<i32>, LedgerError> {
        self.inner.reserve_try(person, day).await
    }

    async fn return_try(&self, person: &str, day: Date) -> Result<(), LedgerError> {
        self.inner.return_try(person, day).await
    }

    async fn insert_application(
        &self,
        claim: &CheckedApplication,
    ) -> Result<InsertOutcome, LedgerError> {
        self.inner.insert_application(claim).await
    }
}

#[tokio::test]
async fn bytes_that_were_taken_since_they_were_looked_for_get_their_receipt() {
    let (world, accounts) = sandbox::data_of(sandbox(), NOW);
    let ledger = StaleReadLedger {
        inner: MemoryLedger::new(&world.registry, &id_generator()),
        stale: AtomicBool::new(false),
    };
    let desk = test_backend_of(world, accounts, ledger);
    let hanako = applicant("hanako");
    let body = desk.signed(&hanako, &hanako.application(sandbox(), &ALL_MEASURES));
    let receipt = desk.send(&body).await.unwrap();
    desk.backend.ledger().stale.store(true, Ordering::SeqCst);
    assert_eq!(desk.send(&body).await, Ok(receipt));
}

// On disk.

#[tokio::test]
async fn what_was_taken_is_there_after_a_restart() {
    let folder = Folder::new("restart");
    let hanako = applicant("hanako");
    let desk = on_disk(&folder.database()).await;
    let body = desk.signed(&hanako, &hanako.application(sandbox(), &ALL_MEASURES));
    let receipt = desk.send(&body).await.unwrap();
    let key = desk.backend.ledger().challenge_key(&[1; 32]).await.unwrap();
    desk.backend.ledger().close().await;
    let desk = on_disk(&folder.database()).await;
    assert_eq!(desk.send(&body).await.unwrap(), receipt);
    assert_eq!(desk.payment_services.requests(), 0);
    let kept = desk.backend.ledger().challenge_key(&[2; 32]).await.unwrap();
    assert_eq!(kept, key);
}

#[tokio::test]
async fn what_stood_before_is_loaded_once() {
    let folder = Folder::new("once");
    on_disk(&folder.database())
        .await
        .backend
        .ledger()
        .close()
        .await;
    let desk = on_disk(&folder.database()).await;
    let stands = desk.backend.ledger().person_record("P-0005").await.unwrap();
    assert_eq!(stands.applied.len(), 3);
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_not_touched() {
    let folder = Folder::new("newer");
    let Database::File(path) = folder.database() else {
        unreachable!()
    };
    SqliteLedger::open(&folder.database())
        .await
        .unwrap()
        .close()
        .await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let insert = sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, '', TRUE, x'', 0)",
    );
    insert.execute(&pool).await.unwrap();
    pool.close().await;
    let error = SqliteLedger::open(&folder.database())
        .await
        .err()
        .expect("refused");
    assert!(error.to_string().contains("newer version"), "{error}");
}

/// Older databases have the version of their schema in a table of their own.
#[tokio::test]
async fn a_database_from_before_sqlx_migrations_keeps_its_contents() {
    let folder = Folder::new("before-migrations");
    let database = folder.database();
    let Database::File(path) = &database else {
        unreachable!()
    };
    let hanako = applicant("hanako");
    let desk = on_disk(&database).await;
    let body = desk.signed(&hanako, &hanako.application(sandbox(), &ALL_MEASURES));
    let receipt = desk.send(&body).await.unwrap();
    desk.backend.ledger().close().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::raw_sql(
        "DROP TABLE _sqlx_migrations;
         CREATE TABLE schema (version INTEGER PRIMARY KEY);
         INSERT INTO schema (version) VALUES (1)",
    )
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
    let desk = on_disk(&database).await;
    assert_eq!(desk.send(&body).await.unwrap(), receipt);
}

#[tokio::test]
async fn a_new_database_may_be_opened_by_several_processes_at_once() {
    let folder = Folder::new("at-once");
    let database = folder.database();
    let open = || {
        let database = database.clone();
        tokio::spawn(async move { SqliteLedger::open(&database).await.map(drop) })
    };
    for task in [open(), open(), open(), open()] {
        task.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn the_nightly_run_confirms_in_one_night_and_passes_on_in_the_next() {
    let folder = Folder::new("nightly");
    let desk = on_disk(&folder.database()).await;
    let store = desk.backend.ledger().clone();
    let hanako = applicant("hanako");
    desk.apply(&hanako, &hanako.application(sandbox(), &ALL_MEASURES))
        .await
        .unwrap();
    let states = async || {
        let stands = store.person_record("P-0001").await.unwrap();
        let states = stands.applied.iter().map(|entry| entry.state);
        states.collect::<std::collections::BTreeSet<_>>()
    };
    // sora's are from last year, naoki's were confirmed before.
    let did = store.run_nightly(NOW, "test").await.unwrap();
    assert_eq!((did.confirmed, did.passed_on), (3, 2));
    assert_eq!(states().await, [ApplicationState::Unconfirmed].into());
    let did = store.run_nightly(later(86_400), "test").await.unwrap();
    assert_eq!((did.confirmed, did.passed_on), (3, 3));
    assert_eq!(states().await, [ApplicationState::Confirmed].into());
    let did = store.run_nightly(later(2 * 86_400), "test").await.unwrap();
    assert_eq!((did.confirmed, did.passed_on), (0, 3));
    assert_eq!(states().await, [ApplicationState::Passed].into());
}

#[tokio::test]
async fn a_wrong_link_is_undone_and_kept_in_the_audit_trail() {
    let folder = Folder::new("release");
    let desk = on_disk(&folder.database()).await;
    let store = desk.backend.ledger().clone();
    let (hanako, yoko) = (applicant("hanako"), applicant("yoko"));
    let typed = yoko.application(sandbox(), &ALL_MEASURES);
    let body = desk.signed(&hanako, &typed);
    let receipt = desk.send(&body).await.unwrap();
    assert_eq!(desk.apply(&yoko, &typed).await, Err(Refusal::AccountInUse));

    let release = async |number: &str| {
        let release = store.release(number, "a stranger's account", "desk 3", later(60));
        release.await.unwrap()
    };
    assert_eq!(
        release("no such number").await,
        ReleaseOutcome::NoSuchReceipt
    );
    assert_eq!(
        release(&receipt.number).await,
        ReleaseOutcome::Released { measures: 3 }
    );
    assert_eq!(
        release(&receipt.number).await,
        ReleaseOutcome::AlreadyReleased
    );
    // The same bytes are used up; both are free to apply, each with their own account.
    assert_eq!(desk.send(&body).await, Err(Refusal::StaleChallenge));
    assert!(desk.apply(&yoko, &typed).await.is_ok());
    let own = hanako.application(sandbox(), &ALL_MEASURES);
    let again = desk.apply(&hanako, &own).await.unwrap();
    assert_eq!(again.individual_key_id, receipt.individual_key_id);

    let trail = store.audit().await.unwrap();
    assert_eq!(trail.len(), 1);
    assert_eq!(trail[0].receipt.as_deref(), Some(receipt.number.as_str()));
    assert_eq!(trail[0].reason, "a stranger's account");
    assert_eq!(trail[0].operator, "desk 3");
    assert_eq!(trail[0].at, later(60));
}

#[tokio::test]
async fn an_account_stays_taken_while_another_application_goes_there() {
    let folder = Folder::new("two-receipts");
    let desk = on_disk(&folder.database()).await;
    let store = desk.backend.ledger().clone();
    let hanako = applicant("hanako");
    let first = hanako.application(sandbox(), &["new-card"]);
    let second = hanako.application(sandbox(), &["health-insurance"]);
    let first = desk.apply(&hanako, &first).await.unwrap();
    desk.apply(&hanako, &second).await.unwrap();
    store
        .release(&first.number, "asked for it", "desk 3", NOW)
        .await
        .unwrap();
    let holder = store
        .account_holder("MP0000001", "4001713132")
        .await
        .unwrap();
    assert_eq!(holder.as_deref(), Some("P-0001"));
}

/// The backend must have no place for what is bought, and none for secrets: looked for in the
/// schema, and in every byte on disk.
#[tokio::test]
async fn no_code_no_certificate_and_no_birthday_is_on_disk() {
    let folder = Folder::new("bytes");
    let desk = on_disk(&folder.database()).await;
    let nozomi = applicant("nozomi");
    let draft = nozomi.application(sandbox(), &ALL_MEASURES);
    let wrong = draft
        .clone()
        .with(|d| d.codes[0] = "Wrong!Swallow9".to_owned());
    assert!(desk.apply(&nozomi, &wrong).await.is_err());
    let receipt = desk.apply(&nozomi, &draft).await.unwrap();
    let body = desk.signed(&nozomi, &draft);
    let submission: card_points::backend::Submission = serde_json::from_slice(&body).unwrap();

    let read = || {
        let files = std::fs::read_dir(&folder.0).unwrap();
        let read =
            |file: std::io::Result<std::fs::DirEntry>| std::fs::read(file.unwrap().path()).unwrap();
        files.map(read).collect::<Vec<_>>()
    };
    let holds = |files: &[Vec<u8>], what: &[u8]| {
        let mut files = files.iter();
        files.any(|file| file.windows(what.len()).any(|window| window == what))
    };
    let secrets: [&[u8]; 7] = [
        b"Tobu!Tsubame7",
        b"Wrong!Swallow9",
        &draft.salt,
        submission.opening.as_ref().unwrap().salt.as_bytes(),
        submission.signed.signature.as_bytes(),
        &nozomi.certificate[40..80],
        b"1965-01-08",
    ];
    let now = read();
    assert!(now.len() >= 2, "the write-ahead log is there");
    // What must be there is found, so what isn't found isn't there.
    assert!(holds(&now, receipt.number.as_bytes()));
    for secret in secrets {
        assert!(
            !holds(&now, secret),
            "{:?}",
            String::from_utf8_lossy(secret)
        );
    }
    desk.backend.ledger().close().await;
    let closed = read();
    assert!(holds(&closed, receipt.number.as_bytes()));
    for secret in secrets {
        assert!(
            !holds(&closed, secret),
            "{:?}",
            String::from_utf8_lossy(secret)
        );
    }
}

#[tokio::test]
async fn the_schema_has_these_columns_and_no_others() {
    let folder = Folder::new("schema");
    let Database::File(path) = folder.database() else {
        unreachable!()
    };
    SqliteLedger::open(&folder.database())
        .await
        .unwrap()
        .close()
        .await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' ORDER BY m.name, c.cid",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let columns: Vec<String> = columns
        .into_iter()
        .map(|(table, column)| format!("{table}.{column}"))
        .collect();
    let known = "_sqlx_migrations.version _sqlx_migrations.description \
        _sqlx_migrations.installed_on _sqlx_migrations.success _sqlx_migrations.checksum \
        _sqlx_migrations.execution_time account.service account.account account.person \
        application.receipt application.digest application.person application.holder \
        application.service application.account application.at application.reply \
        application.released audit.number audit.at audit.deed audit.receipt audit.operator \
        audit.reason challenge_key.one challenge_key.key preregistration.person \
        preregistration.individual_key_id preregistration.at standing.person \
        standing.measure standing.receipt standing.day standing.state tries.person tries.day \
        tries.used";
    assert_eq!(columns.join(" "), known);
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("mode");
    let desk = on_disk(&folder.database()).await;
    desk.backend
        .ledger()
        .preregister("P-0001", &id_generator(), NOW)
        .await
        .unwrap();
    for file in std::fs::read_dir(&folder.0).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.path());
    }
}

#[tokio::test]
async fn released_bytes_are_known_as_released() {
    let folder = Folder::new("released");
    let desk = on_disk(&folder.database()).await;
    let hanako = applicant("hanako");
    let body = desk.signed(&hanako, &hanako.application(sandbox(), &ALL_MEASURES));
    let submission: card_points::backend::Submission = serde_json::from_slice(&body).unwrap();
    let digest = submission.signed.digest();
    let ledger = desk.backend.ledger();
    assert_eq!(ledger.prior_submission(digest).await.unwrap(), None);
    let receipt = desk.send(&body).await.unwrap();
    let known = ledger.prior_submission(digest).await.unwrap();
    assert_eq!(known, Some(PriorSubmission::Accepted(receipt.clone())));
    ledger
        .release(&receipt.number, "why", "who", NOW)
        .await
        .unwrap();
    let known = ledger.prior_submission(digest).await.unwrap();
    assert_eq!(known, Some(PriorSubmission::Released));
}

//! Every refusal, in the order of the checks; and what went wrong in the real programme.

mod support;

use card_points::application::{Declaration, Holder, Purpose, base64url};
use card_points::backend::{ApplicationStatus, Receipt, Refusal, Submission};
use card_points::payment::FieldRule;
use card_points::programme::{AgeGroup, ApplicationState, UnavailableMeasure};
use card_points_backend::checks::{
    Accounts, Backend, BackendData as Checked, ChallengeIssuer, DataSource, DataSources,
    MemoryLedger, RequestError,
};
use card_points_backend::sandbox;
use card_points_fixtures::authority::{Authority, AuthorityKind};
use card_points_fixtures::sandbox::SandboxData;
use jiff::Timestamp;
use std::sync::{Arc, OnceLock};
use support::{
    ALL_MEASURES, Applicant, ApplicationDraft, FakePaymentServices, NOW, bytes, context_at,
    id_generator, later, poll_ready, preregistration,
};

const ADDRESS: &str = "https://points.example";
const SAKURA: &str = "MP0000001";

fn sandbox() -> &'static SandboxData {
    static FIXTURE: OnceLock<SandboxData> = OnceLock::new();
    FIXTURE.get_or_init(|| SandboxData::at(NOW))
}

fn applicant(id: &str) -> Applicant {
    Applicant::new(sandbox(), id)
}

/// An office with everything in memory.
struct TestBackend {
    backend: Backend<MemoryLedger, Arc<FakePaymentServices<Accounts>>>,
    payment_services: Arc<FakePaymentServices<Accounts>>,
}

fn test_backend() -> TestBackend {
    test_backend_of(&sandbox::data_sources_of(sandbox()).0)
}

fn test_backend_of(sources: &DataSources) -> TestBackend {
    let world = sources.load(NOW).expect("a sound world");
    let (_, accounts) = sandbox::data_sources_of(sandbox());
    let accounts = Accounts::from_json(&accounts, &world.services).expect("sound accounts");
    let payment = Arc::new(FakePaymentServices::new(accounts));
    let ledger = MemoryLedger::new(&world.registry, &id_generator());
    let key = ChallengeIssuer::new(&[1; 32]);
    TestBackend {
        backend: Backend::new(world, ADDRESS, key, ledger, payment.clone()),
        payment_services: payment,
    }
}

/// A desk whose rules were changed by an operator.
fn test_backend_with_rules(change: impl FnOnce(&mut serde_json::Value)) -> TestBackend {
    let (mut sources, _) = sandbox::data_sources_of(sandbox());
    let mut rules = serde_json::from_str(&sources.programme).unwrap();
    change(&mut rules);
    sources.programme = rules.to_string();
    test_backend_of(&sources)
}

impl TestBackend {
    fn challenge(&self, now: Timestamp) -> String {
        self.backend.challenge(context_at(now)).challenge
    }

    fn send(&self, now: Timestamp, submission: &Submission) -> Result<Receipt, Refusal> {
        refusal(poll_ready(
            self.backend.apply(context_at(now), &bytes(submission)),
        ))
    }

    fn apply(&self, who: &Applicant, draft: &ApplicationDraft) -> Result<Receipt, Refusal> {
        self.apply_at(NOW, who, draft)
    }

    fn apply_at(
        &self,
        now: Timestamp,
        who: &Applicant,
        draft: &ApplicationDraft,
    ) -> Result<Receipt, Refusal> {
        self.send(now, &self.signed(now, who, draft))
    }

    fn signed(&self, now: Timestamp, who: &Applicant, draft: &ApplicationDraft) -> Submission {
        draft.sign(who, &self.challenge(now), &url(Purpose::Apply))
    }

    fn status(&self, who: &Applicant) -> Result<ApplicationStatus, Refusal> {
        let (nonce, url) = (self.challenge(NOW), url(Purpose::Status));
        let asked = who.sign(Purpose::Status, &nonce, &url, b"");
        refusal(poll_ready(
            self.backend.status(context_at(NOW), &bytes(&asked)),
        ))
    }

    fn preregister(&self, who: &Applicant, holder: Holder) -> Result<String, Refusal> {
        let payload = serde_json::to_vec(&preregistration(sandbox(), holder)).unwrap();
        let (nonce, url) = (self.challenge(NOW), url(Purpose::Preregister));
        let asked = who.sign(Purpose::Preregister, &nonce, &url, &payload);
        refusal(poll_ready(
            self.backend.preregister(context_at(NOW), &bytes(&asked)),
        ))
        .map(|given| given.individual_key_id)
    }

    fn assert_nothing_applied(&self, who: &Applicant) {
        assert_eq!(self.status(who).unwrap().facts.applied, []);
    }
}

fn url(purpose: Purpose) -> String {
    format!("{ADDRESS}{}", purpose.path())
}

fn refusal<T>(result: Result<T, RequestError>) -> Result<T, Refusal> {
    result.map_err(|failure| match failure {
        RequestError::Refused(refusal) => refusal,
        RequestError::Internal(error) => panic!("{error}"),
    })
}

fn draft(who: &Applicant, measures: &[&str]) -> ApplicationDraft {
    who.application(sandbox(), measures)
}

fn break_signature(submission: &mut Submission) {
    let signature = base64url(&[0; 256]);
    assert_ne!(submission.signed.signature, signature);
    submission.signed.signature = signature;
}

// What a person gets.

#[test]
fn an_application_is_taken_whole_and_shown_by_status() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let receipt = desk.apply(&hanako, &draft(&hanako, &ALL_MEASURES)).unwrap();
    let measures = receipt.standing.iter().map(|one| one.measure.as_str());
    assert_eq!(measures.collect::<Vec<_>>(), ALL_MEASURES);
    assert_eq!(receipt.standing[0].account_ending, "3132");
    assert_eq!(receipt.standing[0].state, ApplicationState::Unconfirmed);
    let status = desk.status(&hanako).unwrap();
    assert_eq!(status.facts.applied, receipt.standing);
    let preregistered = status.preregistered.unwrap();
    assert_eq!(preregistered.individual_key_id, receipt.individual_key_id);
}

#[test]
fn status_tells_what_matters_to_what_may_be_applied_for() {
    let desk = test_backend();
    let hanako = desk.status(&applicant("hanako")).unwrap();
    assert_eq!(hanako.preregistered, None);
    assert_eq!(hanako.facts.age, AgeGroup::Adult);
    assert_eq!(
        desk.status(&applicant("kaito")).unwrap().facts.age,
        AgeGroup::Youth
    );
    assert_eq!(
        desk.status(&applicant("mei")).unwrap().facts.age,
        AgeGroup::Child
    );
    let sora = desk.status(&applicant("sora")).unwrap();
    assert_eq!(sora.facts.applied.len(), 3);
    assert!(sora.preregistered.is_some());
}

#[test]
fn a_person_has_one_individual_key_id_for_good() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let first = desk.preregister(&hanako, Holder::Myself).unwrap();
    assert_eq!(desk.preregister(&hanako, Holder::Myself).unwrap(), first);
    let receipt = desk.apply(&hanako, &draft(&hanako, &ALL_MEASURES)).unwrap();
    assert_eq!(receipt.individual_key_id, first);
    let other = desk
        .preregister(&applicant("minoru"), Holder::Myself)
        .unwrap();
    assert_ne!(other, first);
}

#[test]
fn a_certificate_of_the_authoritys_older_generation_is_taken() {
    let (desk, ume) = (test_backend(), applicant("ume"));
    assert!(desk.apply(&ume, &draft(&ume, &ALL_MEASURES)).is_ok());
}

#[test]
fn a_phones_certificate_is_taken() {
    for id in ["mirai", "hikari"] {
        let (desk, phone) = (test_backend(), applicant(id));
        assert!(
            desk.apply(&phone, &draft(&phone, &ALL_MEASURES)).is_ok(),
            "{id}"
        );
    }
}

// The same bytes.

#[test]
fn the_same_bytes_get_the_same_receipt_whatever_the_clock_says() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let signed = desk.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES));
    let receipt = desk.send(NOW, &signed).unwrap();
    let ten_years = 10 * 366 * 86_400;
    for seconds in [0, 1, 599, 600, 86_400, ten_years] {
        assert_eq!(desk.send(later(seconds), &signed).unwrap(), receipt);
    }
    assert_eq!(desk.payment_services.requests(), 1);
}

#[test]
fn the_same_bytes_with_another_signature_get_nothing() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let mut signed = desk.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES));
    desk.send(NOW, &signed).unwrap();
    break_signature(&mut signed);
    assert_eq!(desk.send(NOW, &signed), Err(Refusal::BadSignature));
}

// Form.

#[test]
fn what_is_not_of_the_agreed_form_is_malformed() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let good = bytes(&desk.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES)));
    let apply = |body: &[u8]| refusal(poll_ready(desk.backend.apply(context_at(NOW), body)));
    for length in 0..good.len() {
        assert_eq!(apply(&good[..length]), Err(Refusal::Malformed), "{length}");
    }
    let mut large = good.clone();
    large.resize(card_points::backend::MAX_BODY_BYTES + 1, b' ');
    assert_eq!(apply(&large), Err(Refusal::Malformed));
    large.pop();
    assert!(apply(&large).is_ok());
}

#[test]
fn what_was_signed_for_another_address_is_malformed() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let nonce = desk.challenge(NOW);
    let elsewhere = format!("https://evil.example{}", Purpose::Apply.path());
    let signed = draft(&hanako, &ALL_MEASURES).sign(&hanako, &nonce, &elsewhere);
    assert_eq!(desk.send(NOW, &signed), Err(Refusal::Malformed));
}

#[test]
fn what_was_signed_for_another_purpose_is_malformed() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let nonce = desk.challenge(NOW);
    let signed = hanako.sign(Purpose::Preregister, &nonce, &url(Purpose::Status), b"");
    let asked = poll_ready(desk.backend.status(context_at(NOW), &bytes(&signed)));
    assert_eq!(refusal(asked), Err(Refusal::Malformed));
}

#[test]
fn codes_other_than_the_signed_ones_are_malformed() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let mut signed = desk.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES));
    signed.opening.as_mut().unwrap().codes[0] = "9999".to_owned();
    assert_eq!(desk.send(NOW, &signed), Err(Refusal::Malformed));
    assert_eq!(desk.payment_services.requests(), 0);
}

#[test]
fn an_application_for_nothing_or_twice_the_same_is_malformed() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    for measures in [&[][..], &["new-card", "new-card"], &["no-such-measure"]] {
        let refusal = desk.apply(&hanako, &draft(&hanako, measures));
        assert_eq!(refusal, Err(Refusal::Malformed), "{measures:?}");
    }
}

#[test]
fn an_account_that_is_not_normalised_is_malformed() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let spaced =
        draft(&hanako, &ALL_MEASURES).with(|d| d.application.account = "4001 713132".to_owned());
    assert_eq!(desk.apply(&hanako, &spaced), Err(Refusal::Malformed));
}

#[test]
fn a_missing_declaration_is_malformed() {
    let (desk, hanako, mei) = (test_backend(), applicant("hanako"), applicant("mei"));
    let silent = draft(&hanako, &ALL_MEASURES).with(|d| d.application.declarations.clear());
    assert_eq!(desk.apply(&hanako, &silent), Err(Refusal::Malformed));
    for one in [
        Declaration::LegalRepresentative,
        Declaration::SeparateService,
    ] {
        let half = draft(&mei, &ALL_MEASURES).for_child();
        let half = half.with(|d| d.application.declarations.retain(|other| *other != one));
        assert_eq!(desk.apply(&mei, &half), Err(Refusal::Malformed));
    }
}

// Up to the signature: nothing about the holder.

#[test]
fn an_old_or_foreign_challenge_is_stale() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let signed = desk.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES));
    assert_eq!(desk.send(later(600), &signed), Err(Refusal::StaleChallenge));
    let foreign = ChallengeIssuer::new(&[2; 32])
        .issue(NOW, &[0; 16])
        .challenge;
    let signed = draft(&hanako, &ALL_MEASURES).sign(&hanako, &foreign, &url(Purpose::Apply));
    assert_eq!(desk.send(NOW, &signed), Err(Refusal::StaleChallenge));
}

#[test]
fn a_certificate_of_another_authority_is_not_taken() {
    let (desk, foreign) = (test_backend(), applicant("foreign"));
    let refusal = desk.apply(&foreign, &draft(&foreign, &ALL_MEASURES));
    assert_eq!(refusal, Err(Refusal::UnknownAuthority));
}

#[test]
fn a_certificate_that_only_names_the_authority_is_not_taken() {
    let (desk, mut hanako) = (test_backend(), applicant("hanako"));
    // The last byte is the authority's signature.
    *hanako.certificate.last_mut().unwrap() ^= 1;
    let refusal = desk.apply(&hanako, &draft(&hanako, &ALL_MEASURES));
    assert_eq!(refusal, Err(Refusal::UnknownAuthority));
}

#[test]
fn a_signature_of_another_key_does_not_hold() {
    let (desk, mut minoru) = (test_backend(), applicant("minoru"));
    minoru.certificate = applicant("hanako").certificate;
    let refusal = desk.apply(&minoru, &draft(&minoru, &ALL_MEASURES));
    assert_eq!(refusal, Err(Refusal::BadSignature));
}

#[test]
fn any_change_to_what_was_signed_breaks_the_signature() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let mut signed = desk.signed(NOW, &hanako, &draft(&hanako, &["new-card"]));
    signed.signed.payload = desk
        .signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES))
        .signed
        .payload;
    assert_eq!(desk.send(NOW, &signed), Err(Refusal::BadSignature));
}

/// Anyone can read a certificate from a card: without its key, none of them tells anything.
#[test]
fn nothing_personal_is_answered_before_the_signature_holds() {
    let desk = test_backend();
    let everyone = [
        "hanako", "fumio", "akira", "shizuka", "aoi", "ren", "hajime", "sora", "mei", "taro",
    ];
    for id in everyone {
        let who = applicant(id);
        let mut signed = desk.signed(NOW, &who, &draft(&who, &ALL_MEASURES));
        break_signature(&mut signed);
        assert_eq!(desk.send(NOW, &signed), Err(Refusal::BadSignature), "{id}");
        let url = url(Purpose::Status);
        let mut asked = who.sign(Purpose::Status, &desk.challenge(NOW), &url, b"");
        break_signature(&mut asked);
        let status = poll_ready(desk.backend.status(context_at(NOW), &bytes(&asked)));
        assert_eq!(refusal(status), Err(Refusal::BadSignature), "{id}");
    }
    assert_eq!(desk.payment_services.requests(), 0);
}

#[test]
fn the_challenge_is_judged_before_the_authority_and_that_before_the_signature() {
    let (desk, foreign) = (test_backend(), applicant("foreign"));
    let mut signed = desk.signed(NOW, &foreign, &draft(&foreign, &ALL_MEASURES));
    break_signature(&mut signed);
    assert_eq!(desk.send(later(600), &signed), Err(Refusal::StaleChallenge));
    assert_eq!(desk.send(NOW, &signed), Err(Refusal::UnknownAuthority));
}

// The certificate.

#[test]
fn an_ended_certificate_says_when_it_ended() {
    let (desk, fumio) = (test_backend(), applicant("fumio"));
    let Err(Refusal::Expired { at }) = desk.status(&fumio) else {
        panic!("expired");
    };
    assert!(at < NOW);
    assert!(matches!(
        desk.apply(&fumio, &draft(&fumio, &ALL_MEASURES)),
        Err(Refusal::Expired { .. })
    ));
}

#[test]
fn a_certificate_that_has_not_begun_says_when_it_will() {
    let Err(Refusal::NotYetValid { from }) = test_backend().status(&applicant("akira")) else {
        panic!("not yet valid");
    };
    assert!(from > NOW);
}

#[test]
fn a_certificate_is_valid_through_its_last_second() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let certificate = card_points::certificate::Certificate::from_der(&hanako.certificate);
    let end = certificate.unwrap().not_after();
    let status = |now| {
        let url = url(Purpose::Status);
        let asked = hanako.sign(Purpose::Status, &desk.challenge(now), &url, b"");
        refusal(poll_ready(
            desk.backend.status(context_at(now), &bytes(&asked)),
        ))
    };
    let almost = Timestamp::from_millisecond(end.as_millisecond() + 999).unwrap();
    // By then the revocation list has ended, which is judged after validity.
    assert_eq!(status(almost), Err(Refusal::Maintenance { until: None }));
    let over = Timestamp::from_second(end.as_second() + 1).unwrap();
    assert_eq!(status(over), Err(Refusal::Expired { at: end }));
}

#[test]
fn a_revoked_certificate_is_refused() {
    let (desk, shizuka) = (test_backend(), applicant("shizuka"));
    assert_eq!(desk.status(&shizuka), Err(Refusal::Revoked));
    let refusal = desk.apply(&shizuka, &draft(&shizuka, &ALL_MEASURES));
    assert_eq!(refusal, Err(Refusal::Revoked));
}

/// The signature certificate, on the same card: of an accepted authority, signed, valid, and for
/// another use.
#[test]
fn a_certificate_for_another_use_is_refused_after_its_signature_held() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox());
    let authority = Authority::new(AuthorityKind::Signature, 2026);
    let mut rules: serde_json::Value = serde_json::from_str(&sources.programme).unwrap();
    let listed = rules["authorities"].as_array_mut().unwrap();
    listed.push(authority.key_identifier().into());
    sources.programme = rules.to_string();
    sources.anchors.push(authority.der());
    sources.crl.push(authority.crl(&[], later(-90), later(90)));
    let (desk, mut hanako) = (test_backend_of(&sources), applicant("hanako"));
    hanako.use_signature_certificate();
    assert_eq!(desk.status(&hanako), Err(Refusal::WrongCertificate));
    let nonce = desk.challenge(NOW);
    let mut asked = hanako.sign(Purpose::Status, &nonce, &url(Purpose::Status), b"");
    break_signature(&mut asked);
    let status = poll_ready(desk.backend.status(context_at(NOW), &bytes(&asked)));
    assert_eq!(refusal(status), Err(Refusal::BadSignature));
}

// Revocation lists.

fn crls(year: i16, from: Timestamp, next: Timestamp) -> Vec<Vec<u8>> {
    [AuthorityKind::Current, AuthorityKind::Older]
        .map(|generation| Authority::new(generation, year).crl(&[], from, next))
        .to_vec()
}

fn authority_error(sources: &DataSources) -> String {
    match sources.load(NOW).map(|_: Checked| ()) {
        Err((DataSource::Authorities, broken)) => broken.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_backend_does_not_start_with_a_list_that_is_forged_ended_or_missing() {
    let (sound, _) = sandbox::data_sources_of(sandbox());
    let with = |crl| DataSources {
        crl,
        ..sound.clone()
    };
    let mut forged = sound.crl.clone();
    *forged[0].last_mut().unwrap() ^= 1;
    assert!(authority_error(&with(forged)).contains("signature is not the authority's"));
    assert!(authority_error(&with(crls(2026, later(-90), later(-1)))).contains("it ended at"));
    assert!(authority_error(&with(crls(2026, later(1), later(90)))).contains("it begins at"));
    assert!(authority_error(&with(vec![])).contains("no revocation list names its key"));
    assert!(authority_error(&with(sound.crl[..1].to_vec())).contains("anchors[1]"));
    for nonsense in [
        "nonsense",
        "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n",
    ] {
        let why = authority_error(&with(vec![nonsense.as_bytes().to_vec()]));
        assert!(why.contains("not a revocation list"), "{why}");
    }
}

#[test]
fn an_anchor_must_be_an_authoritys_certificate() {
    let (sound, _) = sandbox::data_sources_of(sandbox());
    let with = |anchors| DataSources {
        anchors,
        ..sound.clone()
    };
    assert!(authority_error(&with(vec![])).contains("none is given"));
    let leaf = applicant("hanako").certificate;
    assert!(authority_error(&with(vec![leaf])).contains("not a certificate authority's"));
    let begun = "-----BEGIN CERTIFICATE-----";
    let pem = sandbox().trust_anchors_pem();
    for nonsense in [
        "nonsense",
        begun,
        &format!("{begun}\nAAAA"),
        &pem[..pem.len() - 40],
    ] {
        let why = authority_error(&with(vec![nonsense.as_bytes().to_vec()]));
        assert!(
            why.contains("not a certificate") || why.contains("none"),
            "{why}"
        );
    }
}

#[test]
fn anchors_are_read_from_pem_too() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox());
    sources.anchors = vec![sandbox().trust_anchors_pem().into_bytes()];
    assert!(sources.load(NOW).is_ok());
}

#[test]
fn once_a_list_has_ended_nobody_is_let_in() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox());
    sources.crl = crls(2026, later(-90), later(60));
    let (desk, hanako) = (test_backend_of(&sources), applicant("hanako"));
    let draft = draft(&hanako, &ALL_MEASURES);
    let closed = Err(Refusal::Maintenance { until: None });
    assert_eq!(desk.apply_at(later(61), &hanako, &draft), closed);
    assert!(desk.apply_at(later(60), &hanako, &draft).is_ok());
}

// The person.

#[test]
fn a_card_that_the_registry_does_not_know_is_not_known_yet() {
    let refusal = test_backend().status(&applicant("aoi"));
    assert_eq!(refusal, Err(Refusal::NotKnownYet { after: None }));
}

#[test]
fn a_renewal_that_has_not_arrived_says_when_it_will() {
    let Err(Refusal::NotKnownYet { after: Some(after) }) = test_backend().status(&applicant("ren"))
    else {
        panic!("not known yet");
    };
    assert!(after > NOW);
}

/// 471 people applied twice: their renewed certificates were not chained to the old ones.
#[test]
fn a_renewed_card_neither_loses_nor_doubles_anyone() {
    let desk = test_backend();
    let (before, after) = (applicant("tsubaki-before"), applicant("tsubaki"));
    assert_ne!(before.certificate, after.certificate);
    let receipt = desk.apply(&before, &draft(&before, &ALL_MEASURES)).unwrap();
    let again = desk.apply(&after, &draft(&after, &ALL_MEASURES));
    let standing = receipt.standing.clone();
    assert_eq!(again, Err(Refusal::AlreadyApplied { standing }));
    let status = desk.status(&after).unwrap();
    assert_eq!(status.facts.applied, receipt.standing);
    assert_eq!(
        desk.preregister(&after, Holder::Myself).unwrap(),
        receipt.individual_key_id
    );
}

/// The same 471, where the registry itself lacks the link: refused, never a second person.
#[test]
fn a_renewal_whose_chain_is_broken_opens_no_second_person() {
    let desk = test_backend();
    let (before, after) = (applicant("hajime-before"), applicant("hajime"));
    desk.apply(&before, &draft(&before, &ALL_MEASURES)).unwrap();
    assert_eq!(
        desk.apply(&after, &draft(&after, &ALL_MEASURES)),
        Err(Refusal::BrokenChain)
    );
    assert_eq!(desk.status(&after), Err(Refusal::BrokenChain));
    let given = desk.preregister(&after, Holder::Myself);
    assert_eq!(given, Err(Refusal::BrokenChain));
    assert_eq!(desk.payment_services.requests(), 1);
}

#[test]
fn a_chain_that_bites_its_tail_is_broken() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox());
    let mut registry: serde_json::Value = serde_json::from_str(&sources.registry).unwrap();
    let certificates = registry["certificates"].as_array_mut().unwrap();
    let mut two = certificates
        .iter_mut()
        .filter(|one| one["person"] == "P-0009");
    let (before, after) = (two.next().unwrap(), two.next().unwrap());
    before["issue"] = "renewal".into();
    before["replaces"] = after["serial"].clone();
    sources.registry = registry.to_string();
    let status = test_backend_of(&sources).status(&applicant("tsubaki"));
    assert_eq!(status, Err(Refusal::BrokenChain));
}

#[test]
fn a_renewal_of_another_persons_certificate_is_broken() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox());
    let mut registry: serde_json::Value = serde_json::from_str(&sources.registry).unwrap();
    let certificates = registry["certificates"].as_array_mut().unwrap();
    let stranger = certificates[0]["serial"].clone();
    let tsubaki = certificates
        .iter_mut()
        .rfind(|one| one["person"] == "P-0009")
        .unwrap();
    tsubaki["replaces"] = stranger;
    sources.registry = registry.to_string();
    let status = test_backend_of(&sources).status(&applicant("tsubaki"));
    assert_eq!(status, Err(Refusal::BrokenChain));
}

// The rules.

#[test]
fn rules_terms_amounts_and_names_must_be_the_ones_in_force() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let changes: [fn(&mut ApplicationDraft); 4] = [
        |d| d.application.rules = "older".to_owned(),
        |d| d.application.terms = "older".to_owned(),
        |d| d.application.measures[0].yen += 1,
        |d| d.application.service_name = "Sakura Play".to_owned(),
    ];
    for (nth, change) in changes.into_iter().enumerate() {
        let refusal = desk.apply(&hanako, &draft(&hanako, &ALL_MEASURES).with(change));
        assert_eq!(refusal, Err(Refusal::RulesChanged), "{nth}");
    }
    desk.assert_nothing_applied(&hanako);
}

#[test]
fn a_measure_that_a_person_cannot_have_refuses_the_whole_application() {
    let cases = [
        ("taro", "new-card"),
        ("kiku", "new-card"),
        ("minoru", "health-insurance"),
        ("minoru", "receipt-account"),
    ];
    for (id, measure) in cases {
        let (desk, who) = (test_backend(), applicant(id));
        let mut measures = vec![measure];
        measures.extend(ALL_MEASURES.into_iter().filter(|other| *other != measure));
        let refusal = desk.apply(&who, &draft(&who, &measures));
        let Err(Refusal::NotEligible {
            measure: named,
            barred,
        }) = refusal
        else {
            panic!("{id}: {refusal:?}");
        };
        assert_eq!(named, measure, "{id}");
        match (id, barred) {
            ("taro", UnavailableMeasure::FirstRoundOpen { .. })
            | ("kiku", UnavailableMeasure::FirstRoundComplete)
            | (
                "minoru",
                UnavailableMeasure::NoHealthInsurance | UnavailableMeasure::NoReceiptAccount,
            ) => {}
            other => panic!("{other:?}"),
        }
        desk.assert_nothing_applied(&who);
    }
}

#[test]
fn a_measure_that_is_over_or_not_announced_is_not_to_be_had() {
    let hanako = applicant("hanako");
    let closed =
        test_backend_with_rules(|rules| rules["measures"][0]["until"] = "2026-11-01".into());
    let refusal = closed.apply(&hanako, &draft(&hanako, &ALL_MEASURES));
    let until = "2026-11-01".parse().unwrap();
    let barred = UnavailableMeasure::Over { until };
    let measure = "new-card".to_owned();
    assert_eq!(refusal, Err(Refusal::NotEligible { measure, barred }));

    let open =
        test_backend_with_rules(|rules| rules["measures"][1]["from"] = serde_json::Value::Null);
    let refusal = open.apply(&hanako, &draft(&hanako, &ALL_MEASURES));
    let barred = UnavailableMeasure::NotAnnounced;
    let measure = "health-insurance".to_owned();
    assert_eq!(refusal, Err(Refusal::NotEligible { measure, barred }));
}

#[test]
fn for_a_child_the_representative_applies_and_for_nobody_else() {
    let (desk, mei, hanako, kaito) = (
        test_backend(),
        applicant("mei"),
        applicant("hanako"),
        applicant("kaito"),
    );
    assert_eq!(
        desk.apply(&mei, &draft(&mei, &ALL_MEASURES)),
        Err(Refusal::IsAChild)
    );
    assert_eq!(
        desk.preregister(&mei, Holder::Myself),
        Err(Refusal::IsAChild)
    );
    for other in [&hanako, &kaito] {
        let refusal = desk.apply(other, &draft(other, &ALL_MEASURES).for_child());
        assert_eq!(refusal, Err(Refusal::NotAChild));
        let refusal = desk.preregister(other, Holder::Representative);
        assert_eq!(refusal, Err(Refusal::NotAChild));
    }
    assert!(desk.preregister(&mei, Holder::Representative).is_ok());
    assert!(
        desk.apply(&mei, &draft(&mei, &ALL_MEASURES).for_child())
            .is_ok()
    );
    assert!(desk.apply(&kaito, &draft(&kaito, &ALL_MEASURES)).is_ok());
}

#[test]
fn a_service_that_takes_no_application_is_closed() {
    let (desk, hanako, kaito) = (test_backend(), applicant("hanako"), applicant("kaito"));
    // Unknown, over, not begun, own app only.
    for service in ["MP9999999", "MP0000010", "MP0000011", "MP0000012"] {
        let other = ApplicationDraft::new(sandbox(), &ALL_MEASURES, service, "1", &["1"]);
        assert_eq!(
            desk.apply(&hanako, &other),
            Err(Refusal::ServiceClosed),
            "{service}"
        );
    }
    let adults = ApplicationDraft::new(
        sandbox(),
        &ALL_MEASURES,
        "MP0000007",
        "nozomi.tsubame",
        &["Tobu!Tsubame7"],
    );
    assert_eq!(desk.apply(&kaito, &adults), Err(Refusal::ServiceClosed));
}

#[test]
fn a_representative_may_use_an_account_of_their_own_for_adults() {
    let (desk, mei) = (test_backend(), applicant("mei"));
    let adults = ApplicationDraft::new(
        sandbox(),
        &ALL_MEASURES,
        "MP0000007",
        "nozomi.tsubame",
        &["Tobu!Tsubame7"],
    );
    assert!(desk.apply(&mei, &adults.for_child()).is_ok());
}

#[test]
fn an_account_of_the_wrong_format_names_field_and_rule() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let short = draft(&hanako, &ALL_MEASURES).with(|d| {
        d.application.account.pop();
    });
    let field = "account".to_owned();
    let rule = FieldRule::TooShort;
    assert_eq!(
        desk.apply(&hanako, &short),
        Err(Refusal::AccountFormat { field, rule })
    );
    let slip =
        draft(&hanako, &ALL_MEASURES).with(|d| d.application.account = "4001713133".to_owned());
    let field = "account".to_owned();
    let rule = FieldRule::CheckDigit;
    assert_eq!(
        desk.apply(&hanako, &slip),
        Err(Refusal::AccountFormat { field, rule })
    );
    let code = draft(&hanako, &ALL_MEASURES).with(|d| d.codes[0] = "031".to_owned());
    let field = "code-1".to_owned();
    let rule = FieldRule::TooShort;
    assert_eq!(
        desk.apply(&hanako, &code),
        Err(Refusal::AccountFormat { field, rule })
    );
    let missing = draft(&hanako, &ALL_MEASURES).with(|d| d.codes.clear());
    assert_eq!(desk.apply(&hanako, &missing), Err(Refusal::Malformed));
    assert_eq!(desk.payment_services.requests(), 0);
}

// Uniqueness.

#[test]
fn a_measure_is_applied_for_once_and_the_rest_is_refused_with_it() {
    let (desk, midori) = (test_backend(), applicant("midori"));
    let refusal = desk.apply(&midori, &draft(&midori, &ALL_MEASURES));
    let Err(Refusal::AlreadyApplied { standing }) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(standing.len(), 1);
    assert_eq!(standing[0].measure, "new-card");
    assert_eq!(desk.status(&midori).unwrap().facts.applied, standing);
    assert_eq!(desk.payment_services.requests(), 0);
}

#[test]
fn later_measures_go_to_the_account_that_stands() {
    let (desk, midori) = (test_backend(), applicant("midori"));
    let later = ["health-insurance", "receipt-account"];
    let elsewhere = ApplicationDraft::new(sandbox(), &later, SAKURA, "4018736340", &["8340"]);
    let refusal = desk.apply(&midori, &elsewhere);
    let Err(Refusal::OtherService { standing }) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(standing.service, "MP0000004");
    let there = desk.apply(&midori, &draft(&midori, &later)).unwrap();
    assert_eq!(there.standing.len(), 2);
    assert_eq!(desk.status(&midori).unwrap().facts.applied.len(), 3);
}

#[test]
fn measures_that_share_no_service_may_go_to_another() {
    let desk = test_backend_with_rules(|rules| {
        rules["sharing"] =
            serde_json::json!([["new-card"], ["health-insurance", "receipt-account"]]);
    });
    let midori = applicant("midori");
    let later = ["health-insurance", "receipt-account"];
    let elsewhere = ApplicationDraft::new(sandbox(), &later, SAKURA, "4018736340", &["8340"]);
    assert!(desk.apply(&midori, &elsewhere).is_ok());
}

/// 136 of the 191 links to a stranger's account: the one before had not logged out. Here the
/// second person's card signs what the first one typed.
#[test]
fn two_people_at_one_terminal_do_not_share_an_account() {
    let (desk, first, second) = (test_backend(), applicant("hanako"), applicant("yoko"));
    let typed = draft(&first, &ALL_MEASURES);
    desk.apply(&first, &typed).unwrap();
    assert_eq!(desk.apply(&second, &typed), Err(Refusal::AccountInUse));
    desk.assert_nothing_applied(&second);
    assert_eq!(desk.payment_services.requests(), 1);
    assert!(desk.apply(&second, &draft(&second, &ALL_MEASURES)).is_ok());
}

/// 32 of the 191: a mistyped ID that is a stranger's, unused as yet and of the right format.
#[test]
fn a_mistyped_id_that_is_a_strangers_is_not_confirmed() {
    let (desk, naoki) = (test_backend(), applicant("hanako"));
    let right = ApplicationDraft::new(
        sandbox(),
        &ALL_MEASURES,
        "MP0000009",
        "402518838",
        &["000000"],
    );
    let refusal = desk.apply(&naoki, &right);
    assert_eq!(refusal, Err(Refusal::AccountNotConfirmed { left: 4 }));
    desk.assert_nothing_applied(&naoki);
}

#[test]
fn a_childs_points_go_to_nobody_elses_account() {
    let (desk, yoko, mei) = (test_backend(), applicant("yoko"), applicant("mei"));
    let account = draft(&yoko, &ALL_MEASURES);
    desk.apply(&yoko, &account).unwrap();
    let refusal = desk.apply(&mei, &account.for_child());
    assert_eq!(refusal, Err(Refusal::AccountInUse));
}

// The payment service's word.

#[test]
fn an_account_is_tried_five_times_a_day() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let right = draft(&hanako, &ALL_MEASURES);
    let wrong = right.clone().with(|d| d.codes[0] = "0000".to_owned());
    for left in (0..5).rev() {
        let refusal = desk.apply(&hanako, &wrong);
        assert_eq!(refusal, Err(Refusal::AccountNotConfirmed { left }));
    }
    let refusal = desk.apply(&hanako, &right);
    let Err(Refusal::TooManyTries { after }) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(desk.payment_services.requests(), 5);
    // Midnight in Japan.
    assert!(after > NOW && after <= later(86_400));
    assert_eq!(after.as_second() % 86_400, 15 * 3600);
    let before = Timestamp::from_second(after.as_second() - 1).unwrap();
    let still = desk.apply_at(before, &hanako, &right);
    assert_eq!(still, Err(Refusal::TooManyTries { after }));
    assert!(desk.apply_at(after, &hanako, &right).is_ok());
}

#[test]
fn a_service_that_cannot_be_reached_costs_nothing() {
    let (desk, hanako) = (test_backend(), applicant("hanako"));
    let right = draft(&hanako, &ALL_MEASURES);
    desk.payment_services.set_reachable(false);
    for _ in 0..10 {
        assert_eq!(
            desk.apply(&hanako, &right),
            Err(Refusal::ServiceUnreachable)
        );
    }
    desk.assert_nothing_applied(&hanako);
    desk.payment_services.set_reachable(true);
    let wrong = right.clone().with(|d| d.codes[0] = "0000".to_owned());
    let refusal = desk.apply(&hanako, &wrong);
    assert_eq!(refusal, Err(Refusal::AccountNotConfirmed { left: 4 }));
    assert!(desk.apply(&hanako, &right).is_ok());
}

#[test]
fn rules_are_judged_before_uniqueness_and_that_before_the_service_is_asked() {
    let (desk, sora) = (test_backend(), applicant("sora"));
    desk.payment_services.set_reachable(false);
    let again = draft(&sora, &ALL_MEASURES);
    let older = again
        .clone()
        .with(|d| d.application.rules = "older".to_owned());
    assert_eq!(desk.apply(&sora, &older), Err(Refusal::RulesChanged));
    let refusal = desk.apply(&sora, &again);
    assert!(
        matches!(refusal, Err(Refusal::AlreadyApplied { .. })),
        "{refusal:?}"
    );
    assert_eq!(desk.payment_services.requests(), 0);
}

// Data files.

#[test]
fn a_broken_file_names_the_field() {
    let (sound, accounts) = sandbox::data_sources_of(sandbox());
    let registry = |from: &str, to: &str| {
        assert!(sound.registry.contains(from), "{from}");
        let registry = sound.registry.replacen(from, to, 1);
        let sources = DataSources {
            registry,
            ..sound.clone()
        };
        match sources.load(NOW).map(|_| ()) {
            Err((DataSource::Registry, broken)) => broken.field,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        registry("\"born\": \"19", "\"born\": \"x19"),
        "people[0].born"
    );
    assert_eq!(registry("\"P-0002\"", "\"P-0001\""), "people[1].person");
    assert_eq!(
        registry("\"issue\": \"first\"", "\"issue\": \"last\""),
        "certificates[0].issue"
    );
    assert_eq!(
        registry("\"serial\": \"4", "\"serial\": \"X4"),
        "certificates[0].serial"
    );
    assert_eq!(
        registry("\"MP0000001\"", "\"MP9999999\""),
        "applications[0].service"
    );
    assert_eq!(
        registry("\"health-insurance\"", "\"x\""),
        "applications[0].measures"
    );

    let world = sound.load(NOW).unwrap();
    let field = |from: &str, to: &str| {
        assert!(accounts.contains(from), "{from}");
        let broken = Accounts::from_json(&accounts.replacen(from, to, 1), &world.services);
        broken.map(|_| ()).unwrap_err().field
    };
    assert_eq!(field("MP0000001", "MP9999999"), "accounts[0].service");
    assert_eq!(field("4001713132", "4001 713132"), "accounts[0].account");
    assert_eq!(field("MP0000013", "MP9999999"), "unreachable[0]");
}

#[test]
fn the_practice_anchors_are_taken_for_practice_only() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox());
    let mut rules: serde_json::Value = serde_json::from_str(&sources.programme).unwrap();
    rules["practice"] = false.into();
    sources.programme = rules.to_string();
    match sources.load(NOW).map(|_| ()) {
        Err((DataSource::Programme, broken)) => assert_eq!(broken.field, "practice"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn rules_and_anchors_must_name_the_same_authorities() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox());
    let mut rules: serde_json::Value = serde_json::from_str(&sources.programme).unwrap();
    rules["authorities"].as_array_mut().unwrap().pop();
    sources.programme = rules.to_string();
    match sources.load(NOW).map(|_| ()) {
        Err((DataSource::Programme, broken)) => assert_eq!(broken.field, "authorities"),
        other => panic!("{other:?}"),
    }
}

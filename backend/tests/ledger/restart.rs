//! The database when it is opened: restarts, versions, permissions.

use super::*;

#[tokio::test]
async fn an_accepted_application_is_stored_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let hanako = applicant("hanako");
    let backend = on_disk(&folder).await;
    let body = backend.signed(&hanako, &hanako.application(sandbox_data(), &ALL_MEASURES));
    let receipt = backend.send(&body).await.unwrap();
    let key = backend
        .inner
        .ledger()
        .challenge_key(&[1; 32])
        .await
        .unwrap();
    backend.inner.ledger().close().await;
    let backend = on_disk(&folder).await;
    assert_eq!(backend.send(&body).await.unwrap(), receipt);
    assert_eq!(backend.payment_services.requests(), 0);
    let stored = backend
        .inner
        .ledger()
        .challenge_key(&[2; 32])
        .await
        .unwrap();
    assert_eq!(stored, key);
}

#[tokio::test]
async fn prior_applications_are_imported_once() {
    let folder = tempfile::tempdir().unwrap();
    on_disk(&folder).await.inner.ledger().close().await;
    let backend = on_disk(&folder).await;
    let record = backend
        .inner
        .ledger()
        .person_record("P-0005")
        .await
        .unwrap();
    assert_eq!(record.applied.len(), 3);
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    on_disk(&folder).await.inner.ledger().close().await;
    let pool = pool(&folder).await;
    let insert = sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, '', TRUE, x'', 0)",
    );
    insert.execute(&pool).await.unwrap();
    pool.close().await;
    let error = SqliteLedger::open(&database(&folder))
        .await
        .err()
        .expect("refused");
    assert!(error.to_string().contains("newer version"), "{error}");
}

/// Older databases have the version of their schema in a table of their own.
#[tokio::test]
async fn a_database_from_before_sqlx_migrations_keeps_its_contents() {
    let folder = tempfile::tempdir().unwrap();
    let hanako = applicant("hanako");
    let backend = on_disk(&folder).await;
    let body = backend.signed(&hanako, &hanako.application(sandbox_data(), &ALL_MEASURES));
    let receipt = backend.send(&body).await.unwrap();
    backend.inner.ledger().close().await;
    let pool = pool(&folder).await;
    sqlx::raw_sql(
        "DROP TABLE _sqlx_migrations;
         CREATE TABLE schema (version INTEGER PRIMARY KEY);
         INSERT INTO schema (version) VALUES (1)",
    )
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
    let backend = on_disk(&folder).await;
    assert_eq!(backend.send(&body).await.unwrap(), receipt);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_database_may_be_opened_by_several_processes_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let database = database(&folder);
    let open = || {
        let database = database.clone();
        tokio::spawn(async move { SqliteLedger::open(&database).await.map(drop) })
    };
    for task in [open(), open(), open(), open()] {
        task.await.unwrap().unwrap();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let backend = on_disk(&folder).await;
    backend
        .inner
        .ledger()
        .preregister("P-0001", &id_generator(), NOW)
        .await
        .unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.path());
    }
}

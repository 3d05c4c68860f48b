//! What the database contains, and what it must not contain.

use super::*;

/// Searches every byte on disk, while the database is open and after it is closed.
#[tokio::test]
async fn no_code_no_certificate_and_no_birthday_is_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let backend = on_disk(&folder).await;
    let nozomi = applicant("nozomi");
    let draft = nozomi.application(sandbox_data(), &ALL_MEASURES);
    let wrong = draft
        .clone()
        .with(|d| d.codes[0] = "Wrong!Swallow9".to_owned());
    assert!(backend.apply(&nozomi, &wrong).await.is_err());
    let receipt = backend.apply(&nozomi, &draft).await.unwrap();
    let body = backend.signed(&nozomi, &draft);
    let submission: card_points::backend::Submission = serde_json::from_slice(&body).unwrap();

    let secrets: [&[u8]; 7] = [
        b"Tobu!Tsubame7",
        b"Wrong!Swallow9",
        &draft.salt,
        submission.opening.as_ref().unwrap().salt.as_bytes(),
        submission.signed.signature.as_bytes(),
        &nozomi.certificate[40..80],
        b"1965-01-08",
    ];
    let check = || {
        let files: Vec<Vec<u8>> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|file| std::fs::read(file.unwrap().path()).unwrap())
            .collect();
        let contains = |bytes: &[u8]| {
            let mut files = files.iter();
            files.any(|file| file.windows(bytes.len()).any(|window| window == bytes))
        };
        // The search finds what must be there.
        assert!(contains(receipt.number.as_bytes()));
        for secret in secrets {
            let text = String::from_utf8_lossy(secret);
            assert!(!contains(secret), "{text:?}");
        }
        files.len()
    };
    assert!(check() >= 2, "the write-ahead log is there");
    backend.inner.ledger().close().await;
    check();
}

#[tokio::test]
async fn the_schema_has_these_columns_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    on_disk(&folder).await.inner.ledger().close().await;
    let pool = pool(&folder).await;
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

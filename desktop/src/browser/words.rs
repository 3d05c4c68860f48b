//! The few words that only the browser's pages need. What a journey says comes from the core.

use card_points::text::Language;

/// Words around the pages.
#[allow(missing_docs)] // each says itself what it is for
pub struct PageWords {
    pub product: &'static str,
    pub language: &'static str,
    pub quit: &'static str,
    pub quit_title: &'static str,
    pub quit_text: &'static str,
    pub not_yours_title: &'static str,
    pub not_yours_text: &'static str,
    pub take: &'static str,
    pub codes: &'static str,
    pub account: &'static str,
    pub service: &'static str,
    pub reload: &'static str,
    pub opened: &'static str,
    pub address: &'static str,
    pub no_browser: &'static str,
    pub nobody_came: &'static str,
}

/// Words in a language, where several stand side by side.
#[allow(missing_docs)]
pub struct SaidIn {
    pub tag: &'static str,
    pub text: &'static str,
}

/// On the button of the file that opens Card Points, for a browser without script.
pub const OPEN: [SaidIn; 3] = [
    SaidIn {
        tag: "ja",
        text: "マイナポイントを開く",
    },
    SaidIn {
        tag: "en",
        text: "Open Card Points",
    },
    SaidIn {
        tag: "ja",
        text: "ここを 押（お）してください",
    },
];

const ENGLISH: PageWords = PageWords {
    product: "Individual Number Card Points",
    language: "Language",
    quit: "Close Card Points",
    quit_title: "Card Points is closed",
    quit_text: "Nothing is kept on this computer. You can close this window.",
    not_yours_title: "This page belongs to another window",
    not_yours_text: "For your safety, Card Points opens once, in the window that it started itself. \
        Start it again to get a new one.",
    take: "Take this card",
    codes: "Security code",
    account: "Payment service ID",
    service: "Payment service",
    reload: "See what the card is doing",
    opened: "Card Points is open in your browser. Ctrl-C ends it.",
    address: "Open this address in a browser. It is good for one entry:",
    no_browser: "No browser could be started. Open this address in one. It is good for one entry:",
    nobody_came: "Nobody opened the page for five minutes, so Card Points closed. Start it again.",
};

const JAPANESE: PageWords = PageWords {
    product: "マイナポイント",
    language: "言語",
    quit: "終了する",
    quit_title: "終了しました",
    quit_text: "このパソコンには何も残っていません。この画面は閉じて構いません。",
    not_yours_title: "この画面では開けません",
    not_yours_text: "安全のため、開けるのは、はじめに開いた画面だけです。もう一度プログラムを始めてください。",
    take: "このカードを使う",
    codes: "セキュリティコード",
    account: "決済サービスID",
    service: "決済サービス",
    reload: "今の様子を見る",
    opened: "ブラウザーで開きました。Ctrl-Cで終わります。",
    address: "次のアドレスをブラウザーで開いてください。使えるのは1回だけです:",
    no_browser: "ブラウザーを開けませんでした。次のアドレスをブラウザーで開いてください。使えるのは1回だけです:",
    nobody_came: "5分間画面が開かれなかったので、終了しました。もう一度プログラムを始めてください。",
};

/// The words in `language`.
#[must_use]
pub fn page_words(language: Language) -> &'static PageWords {
    match language {
        Language::English => &ENGLISH,
        Language::Japanese | Language::PlainJapanese => &JAPANESE,
    }
}

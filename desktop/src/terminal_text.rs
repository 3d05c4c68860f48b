//! The program's own texts at a terminal: keys, readers, and messages about invalid calls. All texts of
//! a journey come from the core.

use crate::readers::ReaderHint;
use card_points::text::Language;

/// The program's own texts in one language.
#[allow(missing_docs)] // the names say what each text is for
pub struct TerminalText {
    pub go_on: &'static str,
    pub number: &'static str,
    pub numbers: &'static str,
    pub number_or_search: &'static str,
    pub filter_key: &'static str,
    pub enter_for_more: &'static str,
    pub back_key: &'static str,
    pub stop_key: &'static str,
    pub yes_key: &'static str,
    pub keep_key: &'static str,
    pub not_understood: &'static str,
    pub hidden: &'static str,
    pub list_keys: &'static str,
    pub filtered_list_keys: &'static str,
    pub mark_keys: &'static str,
    pub text_keys: &'static str,
    pub which_ones: &'static str,
    pub more_ways: &'static str,
    pub choose_least: &'static str,
    pub choose_most: &'static str,
    pub no_library: &'static str,
    pub no_service: &'static str,
    pub no_reader: &'static str,
    pub reader_waits: &'static str,
    pub busy: &'static str,
    pub take_away: &'static str,
    pub card_silent: &'static str,
    pub several_cards: &'static str,
    pub using_reader: &'static str,
    pub which_card: &'static str,
    pub other_card: &'static str,
    pub lay_on: &'static str,
    pub lay_on_keep: &'static str,
    pub tear_reading: &'static str,
    pub tear_password: &'static str,
    pub password: &'static str,
    pub password_is: &'static str,
    pub account_at: &'static str,
    pub slip: &'static str,
    pub no_root: &'static str,
    pub unknown_card: &'static str,
    pub no_answer: &'static str,
    pub not_accepted: &'static str,
    pub asked_again: &'static str,
    pub answered: &'static str,
    pub sandbox_at: &'static str,
    pub card_lies: &'static str,
    pub no_vpcd: &'static str,
    pub until_stop: &'static str,
    pub reset_done: &'static str,
}

const ENGLISH: TerminalText = TerminalText {
    go_on: "Go on",
    number: "Type a number",
    numbers: "Type numbers, e.g. 1 3",
    number_or_search: "Type a number, or part of a name",
    filter_key: "only these",
    enter_for_more: "Enter = show more",
    back_key: "b = back",
    stop_key: "s = stop",
    yes_key: "y =",
    keep_key: "Enter = keep",
    not_understood: "That is none of the keys named below.",
    hidden: "what you type is not shown",
    list_keys: "↑↓ move, Enter chooses, Ctrl-C stops",
    filtered_list_keys: "Type part of a name, ↑↓ move, Enter chooses, Esc: back, Ctrl-C stops",
    mark_keys: "↑↓ move, space marks, Enter goes on, Esc: back and more, Ctrl-C stops",
    text_keys: "Enter goes on, Esc: back and more, Ctrl-C stops",
    which_ones: "Show which ones?",
    more_ways: "What would you like to do?",
    choose_least: "Mark at least:",
    choose_most: "Mark at most:",
    no_library: "This computer can't talk to card readers yet. On Debian or Ubuntu, install it with: \
        sudo apt install pcscd libpcsclite1. Other systems: look for \"pcsc-lite\". Without a reader \
        you can practise: leave out --reader and --backend.",
    no_service: "The service for card readers (PC/SC) is not running. Start it, for example with: \
        sudo systemctl start pcscd.socket",
    no_reader: "There is no card reader. Plug one in and try again.",
    reader_waits: "Plug the card reader in. I am waiting for it.",
    busy: "Another program is using this card. Close it, and it goes on here:",
    take_away: "Take this card away from the reader:",
    card_silent: "The reader gets no answer from this card. Take it off and put it back, chip side \
        as the reader shows it:",
    several_cards: "Cards lie on more than one reader. Leave only yours, and take the others away:",
    using_reader: "Card reader:",
    which_card: "Practice: whose card do you take?",
    other_card: "Another card",
    lay_on: "How do you lay it on?",
    lay_on_keep: "Lay it on and keep it still",
    tear_reading: "Take it away too early, to see what happens",
    tear_password: "Take it away while it checks the password, to see what happens",
    password: "Password",
    password_is: "password",
    account_at: "account at",
    slip: "Practice slip",
    no_root: "An https backend needs --root FILE.pem: the authorities that its certificate is trusted by.",
    unknown_card: "There is no practice card of that name. There are:",
    no_answer: "The answers file has no answer for:",
    not_accepted: "This answer is not among those that can be chosen:",
    asked_again: "This was answered already and is asked again:",
    answered: "Answer:",
    sandbox_at: "The practice backend listens at",
    card_lies: "lies on the reader",
    no_vpcd: "No virtual card reader answers, so no card was laid on. On Debian or Ubuntu: \
        sudo apt install pcscd vsmartcard-vpcd, then: sudo systemctl restart pcscd",
    until_stop: "Ctrl-C ends it.",
    reset_done: "The practice world starts anew.",
};

const JAPANESE: TerminalText = TerminalText {
    go_on: "進む",
    number: "番号を入力してください",
    numbers: "番号を入力してください（例: 1 3）",
    number_or_search: "番号か、名前の一部を入力してください",
    filter_key: "だけを見る",
    enter_for_more: "Enter = 続きを見る",
    back_key: "b = 前に戻る",
    stop_key: "s = やめる",
    yes_key: "y =",
    keep_key: "Enter = そのまま",
    not_understood: "下に書いてあるキーを入力してください。",
    hidden: "入力した文字は表示されません",
    list_keys: "↑↓で動かし、Enterで選びます。Ctrl-Cでやめます",
    filtered_list_keys: "名前の一部を入力し、↑↓で動かし、Enterで選びます。Escで戻り、Ctrl-Cでやめます",
    mark_keys: "↑↓で動かし、スペースで印を付け、Enterで進みます。Escで戻るなど、Ctrl-Cでやめます",
    text_keys: "Enterで進みます。Escで戻るなど、Ctrl-Cでやめます",
    which_ones: "どれを見ますか",
    more_ways: "どうしますか",
    choose_least: "少なくとも次の数を選んでください:",
    choose_most: "選べるのは次の数までです:",
    no_library: "このパソコンは、まだカードリーダーを使えません。DebianやUbuntuでは、次のように入れます: \
        sudo apt install pcscd libpcsclite1。ほかのシステムでは「pcsc-lite」を探してください。\
        カードリーダーがなくても練習はできます。--readerと--backendを付けずに始めてください。",
    no_service: "カードリーダーのためのサービス（PC/SC）が動いていません。次のように始めます: \
        sudo systemctl start pcscd.socket",
    no_reader: "カードリーダーが見つかりません。つないでから、もう一度始めてください。",
    reader_waits: "カードリーダーをつないでください。つながるまで待っています。",
    busy: "ほかのプログラムがこのカードを使っています。そのプログラムを閉じると、ここで続きます:",
    take_away: "このカードをカードリーダーから離してください:",
    card_silent: "カードから返事がありません。いちど離して、向きを確かめて置き直してください:",
    several_cards: "いくつかのカードリーダーにカードがあります。使うカードだけを残し、\
        ほかのカードを離してください:",
    using_reader: "カードリーダー:",
    which_card: "練習です。どのカードを使いますか",
    other_card: "ほかのカード",
    lay_on: "どのように置きますか",
    lay_on_keep: "置いて、動かさない",
    tear_reading: "早く離してみる（どうなるかを見るため）",
    tear_password: "暗証番号を確かめている間に離してみる（どうなるかを見るため）",
    password: "暗証番号",
    password_is: "暗証番号",
    account_at: "使っている決済サービス",
    slip: "練習メモ",
    no_root: "httpsのサーバーには--root FILE.pemが必要です。サーバーの証明書を発行した認証局のファイルです。",
    unknown_card: "その名前の練習用カードはありません。使えるのは次のカードです:",
    no_answer: "回答ファイルに、次の答えがありません:",
    not_accepted: "次の答えは、選べるものの中にありません:",
    asked_again: "答えたことを、もう一度聞かれました:",
    answered: "答え:",
    sandbox_at: "練習用のサーバーのアドレス:",
    card_lies: "を置いたカードリーダー:",
    no_vpcd: "仮想カードリーダーが応答しないので、カードは置いていません。DebianやUbuntuでは: \
        sudo apt install pcscd vsmartcard-vpcd、そのあと: sudo systemctl restart pcscd",
    until_stop: "Ctrl-Cで終わります。",
    reset_done: "練習用の記録を消しました。",
};

impl TerminalText {
    /// What a person can do about `hint`; the readers' names follow the text.
    #[must_use]
    pub fn hint(&self, hint: &ReaderHint) -> &'static str {
        match hint {
            ReaderHint::NoLibrary => self.no_library,
            ReaderHint::NoService => self.no_service,
            ReaderHint::NoReader => self.reader_waits,
            ReaderHint::Empty { .. } => self.using_reader,
            ReaderHint::Busy { .. } => self.busy,
            ReaderHint::NoAnswer { .. } => self.card_silent,
            ReaderHint::RemoveCard { .. } => self.take_away,
            ReaderHint::Several { .. } => self.several_cards,
        }
    }
}

/// Only kanji that elementary school does not teach have readings, as in [`card_points::text::Text::new`]:
/// a terminal can't set readings above the text.
const PLAIN_JAPANESE: TerminalText = TerminalText {
    go_on: "次へ",
    number: "番号を入れてください",
    numbers: "番号を入れてください（例: 1 3）",
    number_or_search: "番号か、名前の一部を入れてください",
    filter_key: "だけを見る",
    enter_for_more: "Enter = 続きを見る",
    back_key: "b = 前に戻（もど）る",
    stop_key: "s = やめる",
    yes_key: "y =",
    keep_key: "Enter = 同じにする",
    not_understood: "下に書いてあるキーを入れてください。",
    hidden: "入れた文字は、画面に出ません",
    list_keys: "↑↓で動かします。Enterで選びます。Ctrl-Cでやめます",
    filtered_list_keys: "名前の一部を入れてください。↑↓で動かします。Enterで選びます。Escで戻（もど）ります。Ctrl-Cでやめます",
    mark_keys: "↑↓で動かします。スペースで印を付けます。Enterで次へ行きます。Escで、戻（もど）るなどを選びます。Ctrl-Cでやめます",
    text_keys: "Enterで次へ行きます。Escで、戻（もど）るなどを選びます。Ctrl-Cでやめます",
    which_ones: "どれを見ますか",
    more_ways: "どうしますか",
    choose_least: "少なくとも、この数を選んでください:",
    choose_most: "選べるのは、この数までです:",
    no_library: "このパソコンは、まだカードを読む機械を使えません。DebianかUbuntuでは、次のように入れます: \
        sudo apt install pcscd libpcsclite1。ほかのシステムでは、「pcsc-lite」をさがしてください。\
        カードを読む機械がない人も、練習ができます。--readerと--backendを付けないで始めてください。",
    no_service: "カードを読む機械のためのサービス（PC/SC）が動いていません。次のように始めます: \
        sudo systemctl start pcscd.socket",
    no_reader: "カードを読む機械がありません。つないで、もう一度始めてください。",
    reader_waits: "カードを読む機械をつないでください。つなぐまで待っています。",
    busy: "ほかのプログラムが、このカードを使っています。そのプログラムを閉じると、ここで続きます:",
    take_away: "このカードを機械から離（はな）してください:",
    card_silent: "カードから返事がありません。一度（いちど）離（はな）して、向きを見て、もう一度置いてください:",
    several_cards: "いくつかの機械にカードがあります。使うカードだけを残してください。\
        ほかのカードは離（はな）してください:",
    using_reader: "カードを読む機械:",
    which_card: "練習です。どのカードを使いますか",
    other_card: "ほかのカード",
    lay_on: "どのように置きますか",
    lay_on_keep: "置いて、動かさない",
    tear_reading: "早く離（はな）してみる。どうなるか見ます",
    tear_password: "暗証番号を確かめているときに離（はな）してみる。どうなるか見ます",
    password: "暗証番号",
    password_is: "暗証番号",
    account_at: "使っている決済サービス",
    slip: "練習のメモ",
    no_root: "httpsのサーバーには、--root FILE.pemを付けてください。サーバーの証明書を出したところ（認証局）のファイルです。",
    unknown_card: "その名前の練習用のカードはありません。使えるのは、次のカードです:",
    no_answer: "答えのファイルに、次の答えがありません:",
    not_accepted: "次の答えは、選べるものの中にありません:",
    asked_again: "答えたことを、もう一度聞きました:",
    answered: "答え:",
    sandbox_at: "練習用のサーバーのアドレス:",
    card_lies: "を置いた機械:",
    no_vpcd: "カードを読む機械の代わりをするプログラム（vpcd）から、返事がありません。カードは置いていません。DebianかUbuntuでは: \
        sudo apt install pcscd vsmartcard-vpcd、そのあと: sudo systemctl restart pcscd",
    until_stop: "Ctrl-Cで終わります。",
    reset_done: "練習の記録を消しました。",
};

/// The texts in `language`.
#[must_use]
pub fn terminal_text(language: Language) -> &'static TerminalText {
    match language {
        Language::English => &ENGLISH,
        Language::Japanese => &JAPANESE,
        Language::PlainJapanese => &PLAIN_JAPANESE,
    }
}

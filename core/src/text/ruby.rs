//! Readings of kanji (furigana) in plain text: 「暗証番号（あんしょうばんごう）」.
//!
//! Hiragana in full-width parentheses directly after kanji are the reading of that whole row of
//! kanji.

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubyPiece<'a> {
    /// The part without its reading.
    pub text: &'a str,
    /// The reading of the kanji in `text`; `None` where there is none.
    pub reading: Option<&'a str>,
}

/// The parts of a text, kanji apart from their readings.
#[must_use]
pub fn pieces(text: &str) -> Vec<RubyPiece<'_>> {
    let plain = |text| RubyPiece {
        text,
        reading: None,
    };
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(open) = rest[from..].find('（').map(|at| from + at) {
        from = open + '（'.len_utf8();
        let Some(close) = rest[from..].find('）').map(|at| from + at) else {
            break;
        };
        let reading = &rest[from..close];
        let behind = |c: &char| is_kanji(*c);
        let width: usize = rest[..open]
            .chars()
            .rev()
            .take_while(behind)
            .map(char::len_utf8)
            .sum();
        if width == 0 || reading.is_empty() || !reading.chars().all(is_hiragana) {
            continue;
        }
        let (before, kanji) = rest[..open].split_at(open - width);
        if !before.is_empty() {
            pieces.push(plain(before));
        }
        pieces.push(RubyPiece {
            text: kanji,
            reading: Some(reading),
        });
        rest = &rest[close + '）'.len_utf8()..];
        from = 0;
    }
    if !rest.is_empty() {
        pieces.push(plain(rest));
    }
    pieces
}

/// A part of a text, for Kotlin and Swift.
#[cfg(feature = "uniffi")]
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RubyText {
    /// The part without its reading.
    pub text: String,
    /// The reading of the kanji in `text`; absent where there is none.
    pub reading: Option<String>,
}

/// The parts of a text, kanji apart from their readings: see [`pieces`].
#[cfg(feature = "uniffi")]
#[uniffi::export]
pub fn ruby_pieces(text: String) -> Vec<RubyText> {
    let pieces = pieces(&text).into_iter();
    pieces
        .map(|piece| RubyText {
            text: piece.text.to_owned(),
            reading: piece.reading.map(str::to_owned),
        })
        .collect()
}

/// The text with the readings of only those kanji that elementary school does not teach.
///
/// Where words with readings follow each other directly, all of them keep theirs as soon as the last
/// one does: its reading alone would seem to be that of the whole row.
pub(super) fn sparing(text: &str) -> String {
    let pieces = pieces(text);
    let mut shown = vec![false; pieces.len()];
    let mut next_shown = false;
    for (shown, piece) in shown.iter_mut().zip(&pieces).rev() {
        next_shown =
            piece.reading.is_some() && (next_shown || !piece.text.chars().all(is_elementary));
        *shown = next_shown;
    }
    let mut out = String::with_capacity(text.len());
    for (piece, shown) in pieces.iter().zip(shown) {
        out.push_str(piece.text);
        if let Some(reading) = piece.reading.filter(|_| shown) {
            out.extend(["（", reading, "）"]);
        }
    }
    out
}

pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | 'ー')
}

/// Whether elementary school teaches `c`. (々 repeats the kanji before it.)
fn is_elementary(c: char) -> bool {
    let (table, _) = ELEMENTARY.as_bytes().as_chunks::<3>();
    let mut utf8 = [0; 4];
    c.encode_utf8(&mut utf8);
    let [first @ .., _] = utf8;
    c == '々' || (c.len_utf8() == 3 && table.binary_search(&first).is_ok())
}

/// The 1,026 kanji that elementary school teaches since April 2020 (学年別漢字配当表 of 2017), in the
/// order of their code points, each three bytes long.
///
/// The table is the ministry's public notice. This copy comes from KANJIDIC (Debian's `kanjidic`
/// 2022.08.23, grades 1 to 6) and has 80, 160, 200, 202, 193 and 191 kanji a year, like the notice.
/// (Unihan's `kGradeLevel` follows Hong Kong.)
const ELEMENTARY: &str = "\
    一丁七万三上下不世両並中丸主久乗九乱乳予争事二五井亡交京人仁今仏仕他付代令以仮仲\
    件任休会伝似位低住佐体何余作使例供価便係保信修俳俵倉個倍候借値停健側備傷働像億優\
    元兄兆先光児党入全八公六共兵具典内円冊再写冬冷処出刀分切刊列初判別利制刷券刻則前\
    副割創劇力功加助努労効勇勉動務勝勢勤包化北区医十千午半卒協南単博印危卵厚原厳去参\
    友反収取受口古句可台史右号司各合同名后向君否吸告周味呼命和品員唱商問善喜営器四回\
    因団困囲図固国園土圧在地坂均垂型城域基埼堂報場塩境墓増士声売変夏夕外多夜夢大天太\
    夫央失奈奏奮女好妹妻姉始委姿婦媛子字存孝季学孫宅宇守安完宗官宙定宝実客宣室宮害家\
    容宿寄密富寒察寸寺対専射将尊導小少就尺局居届屋展属層山岐岡岩岸島崎川州巣工左差己\
    巻市布希師席帯帰帳常幕干平年幸幹幼庁広序底店府度座庫庭康延建弁式弓引弟弱張強当形\
    役往径待律後徒従得復徳心必志忘応忠快念思急性恩息悪悲情想意愛感態慣憲成我戦戸所手\
    才打批承技投折担招拝拡拾持指挙捨授採探接推提揮損操支改放政故救敗教散敬数整敵文料\
    断新方旅族旗日旧早明易昔星映春昨昭昼時晩景晴暑暖暗暮暴曜曲書最月有服朗望朝期木未\
    末本札机材村束条来東松板林枚果枝染柱査栃栄校株根格案桜梅梨械棒森植検業極楽構様標\
    模権横樹橋機欠次欲歌止正武歩歯歴死残段殺母毎毒比毛氏民気水氷永求池決汽沖河油治沿\
    泉法波泣注泳洋洗活派流浅浴海消液深混清済減温測港湖湯満源準滋漁演漢潔潟潮激火灯灰\
    災炭点無然焼照熊熟熱燃父片版牛牧物特犬犯状独率玉王班現球理生産用田由申男町画界畑\
    留略番異疑病痛発登白百的皇皮皿益盛盟目直相省看県真眼着矢知短石砂研破確磁示礼社祖\
    祝神票祭禁福私秋科秒秘移程税種穀積穴究空窓立章童競竹笑笛第筆等筋答策算管箱節築簡\
    米粉精糖糸系紀約紅納純紙級素細終組経結給統絵絶絹続綿総緑線編練縄縦縮績織罪置署羊\
    美群義羽翌習老考者耕耳聖聞職肉肥育肺胃背胸能脈脳腸腹臓臣臨自至興舌舎航船良色花芸\
    芽若苦英茨茶草荷菜落葉著蒸蔵薬虫蚕血衆行術街衛衣表裁装裏補製複西要見規視覚覧親観\
    角解言計討訓記訪設許訳証評詞試詩話誌認誕語誠誤説読課調談論諸講謝識警議護谷豆豊象\
    貝負財貧貨責貯貴買貸費貿賀賃資賛賞質赤走起足路身車軍転軽輪輸辞農辺近返述迷追退送\
    逆通速造連週進遊運過道達遠適選遺郡部郵郷都配酒酸里重野量金針鉄鉱銀銅銭鋼録鏡長門\
    閉開間関閣阜阪防降限陛院除陸険陽隊階際障集雑難雨雪雲電青静非面革音頂順預領頭題額\
    顔願類風飛食飯飲飼養館首香馬駅験骨高魚鳥鳴鹿麦黄黒鼻";

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, &str)> {
        let pieces = pieces(text).into_iter();
        pieces
            .map(|piece| (piece.text, piece.reading.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_reading_belongs_to_the_kanji_before_it() {
        assert_eq!(
            shown("カードを離（はな）す前（まえ）"),
            [("カードを", ""), ("離", "はな"), ("す", ""), ("前", "まえ")]
        );
    }

    #[test]
    fn other_parentheses_stay() {
        for text in [
            "番号（終わり1234）",
            "あ（い）",
            "証（）",
            "証（しょう",
            "（）（）",
        ] {
            assert_eq!(shown(text), [(text, "")], "{text}");
        }
        assert_eq!(shown("（証（しょう）"), [("（", ""), ("証", "しょう")]);
        assert_eq!(shown(""), []);
    }

    #[test]
    fn what_elementary_school_teaches_needs_no_reading() {
        let said = "番号（ばんごう）を入（い）れて、スマホを離（はな）す";
        assert_eq!(sparing(said), "番号を入れて、スマホを離（はな）す");
        assert_eq!(sparing("人々（ひとびと）"), "人々");
        assert_eq!(sparing(""), "");
    }

    #[test]
    fn one_hard_kanji_keeps_the_reading_of_its_word() {
        for word in [
            "桁（けた）",
            "申込（もうしこみ）",
            "誰（だれ）",
            "誰々（だれだれ）",
        ] {
            assert_eq!(sparing(word), word);
        }
    }

    #[test]
    fn words_in_a_row_keep_their_readings_apart() {
        let said = "一度（いちど）離（はな）して";
        assert_eq!(sparing(said), said);
        let said = "今（いま）一度（いちど）離（はな）して";
        assert_eq!(sparing(said), said);
        assert_eq!(sparing("離（はな）す一度（いちど）"), "離（はな）す一度");
        assert_eq!(
            sparing("桁（けた）一度（いちど）入（い）れて"),
            "桁（けた）一度入れて"
        );
    }

    #[test]
    fn what_is_no_reading_stays() {
        let said = "さくらペイ（お買い物）と証（A）と桁（けた";
        assert_eq!(sparing(said), said);
        assert_eq!(sparing("離（はな）"), sparing(&sparing("離（はな）")));
    }

    #[test]
    fn elementary_school_teaches_1026_kanji_the_names_of_the_prefectures_among_them() {
        let table: Vec<char> = ELEMENTARY.chars().collect();
        assert_eq!(table.len(), 1026);
        assert!(table.is_sorted_by(|one, next| one < next));
        assert!(table.iter().all(|c| c.len_utf8() == 3 && is_elementary(*c)));
        let of_2020 = "茨媛岡潟岐熊香佐埼崎滋鹿縄井沖栃奈梨阪阜";
        let of_each_year = "一右雨円引羽雲園悪安暗医愛案以圧囲移異遺域";
        for c in of_2020.chars().chain(of_each_year.chars()) {
            assert!(is_elementary(c), "{c}");
        }
        for c in "込桁誰違戻離繰詐欺塡𠮟aあア".chars() {
            assert!(!is_elementary(c), "{c}");
        }
    }
}

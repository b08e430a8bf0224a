//! Any script of steps can be taken back to its beginning, and done again to its end.

use proptest::prelude::*;

use super::*;

/// A step of a script, by small numbers: each means something wherever the script stands.
type Step = (u8, u32, u32);

fn take(session: &mut Session, coder: CoderId, article: ArticleId, (what, a, b): Step) {
    let state = session.state();
    let span = Span::new(a % 400, a % 400 + 1 + b % 9);
    let codes: Vec<CodeId> = state.codes.iter().filter(|(_, code)| !code.retired).map(|(id, _)| *id).collect();
    let code = codes.get(a as usize % codes.len().max(1)).copied();
    let coding = state.codings.keys().nth(b as usize % state.codings.len().max(1)).copied();
    let review = state.reviews.keys().nth(b as usize % state.reviews.len().max(1)).copied();
    let link = state.links.keys().next_back().copied();
    let place = state.place(article, span).unwrap();
    let none = || Err(EditError::Nothing("do"));
    let name = format!("码{a}-{b}");
    let names = [format!("甲{a}"), format!("乙{b}")];
    let edit = match what {
        0..=3 => code.map_or_else(none, |code| state.code(coder, article, &[span], &[code], Origin::Unaided)),
        4 => coding.map_or_else(none, |coding| state.resize(coding, span)),
        5 => coding.map_or_else(none, |coding| state.uncode(&[coding])),
        6 => coding.map_or_else(none, |coding| state.split_coding(coding, a % 400)),
        7 => state.mark(coder, article, span, UnitState::Unsure, "疑"),
        8 => state.link(Link {
            from: place,
            to: Far::NoneIn(article),
            state: LinkState::NoCounterpart,
            kind: String::new(),
            note: String::new(),
            coder,
            origin: Origin::Unaided,
        }),
        9 => link.map_or_else(none, |link| state.unlink(link)),
        10 => Ok(state.memo(coder, MemoKind::Note, coding.map_or(About::Session, About::Coding), "记")),
        11 => state.correct(coder, article, span, Fix::Split),
        12 => state.add_code(coder, Code { name, parent: code, ..Code::default() }).map(|(_, edit)| edit),
        13 => code.map_or_else(none, |code| state.split_code(coder, code, &[&names[0], &names[1]], "太宽")),
        14 => code.map_or_else(none, |code| state.redefine_code(coder, code, Definition::default(), "说清")),
        15 => review.map_or_else(none, |review| state.review(review, Decision::Keep)),
        16 => review.map_or_else(none, |review| state.review(review, Decision::Drop)),
        17 => {
            let mut text: String = state.text(article).unwrap().as_str().to_owned();
            text.insert(0, '新');
            state
                .replace_article(article, &Article::from_text("y", text), "y.txt", false)
                .map(|replacement| replacement.edit)
        }
        18 => codes.first().copied().zip(code).map_or_else(none, |(a, b)| state.merge_codes(coder, a, b, "同义")),
        _ => coding.zip(code).map_or_else(none, |(coding, code)| state.recode(coding, code)),
    };
    if let Ok(edit) = edit {
        let before = session.state().clone();
        match session.push(coder, edit) {
            // Some need what another still uses.
            Err(_) => assert!(*session.state() == before),
            Ok(_) => {
                let mut back = session.state().clone();
                apply(&mut back, &session.log().entries().last().unwrap().edit().unwrap().inverse()).unwrap();
                assert!(back == before);
            }
        }
    }
}

/// A session in memory with an article and two codes, and how many steps that took.
fn memory() -> (Session, CoderId, ArticleId) {
    let mut session = Session::unkept(&founding(), options());
    let coder = session.state().coder_named("甲").unwrap();
    let (article, edit) = session.state().add_article("江西", "x.txt", &text()).unwrap();
    session.push(coder, edit).unwrap();
    let (_, edit) = session.state().add_code(coder, Code { name: "安全".into(), ..Code::default() }).unwrap();
    session.push(coder, edit).unwrap();
    (session, coder, article)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn undo_to_the_start_and_redo_to_the_end(
        script in proptest::collection::vec((0u8..20, 0u32..1000, 0u32..1000), 1..60)
    ) {
        let (mut session, coder, article) = memory();
        let start = session.state().clone();
        let first = session.log().last();
        for step in script {
            take(&mut session, coder, article, step);
        }
        let end = session.state().clone();
        let steps = session.log().last() - first;
        for _ in 0..steps {
            session.undo(coder).unwrap();
        }
        prop_assert!(*session.state() == start);
        for _ in 0..steps {
            session.redo(coder).unwrap();
        }
        prop_assert!(*session.state() == end);
        // The log alone leads to the same.
        let mut replayed = State::default();
        for entry in session.log().entries() {
            apply(&mut replayed, &entry.edit().unwrap()).unwrap();
        }
        prop_assert!(replayed == end);
    }

    #[test]
    fn rows_are_read_as_they_were_written(
        script in proptest::collection::vec((0u8..20, 0u32..1000, 0u32..1000), 1..40)
    ) {
        let (mut session, coder, article) = memory();
        for step in script {
            take(&mut session, coder, article, step);
        }
        let mut read = State::default();
        for (at, row) in session.state().rows() {
            read.read(at, &serde_json::to_string(&row).unwrap()).unwrap();
        }
        prop_assert!(read == *session.state());
    }
}

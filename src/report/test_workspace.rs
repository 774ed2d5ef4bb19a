//! A small workspace for this room's tests, and states of it made by hand: what a subject has in a window
//! is said by the test, not counted from logs.

use num_rational::BigRational;

use crate::calendar::{Date, parse_date};
use crate::cover::{ActivityState, Cell, CellState, Counts, PlanState, State, TargetState, Verdict, WindowState};
use crate::load::load;
use crate::model::{Needed, Plan, Target, TargetIndex, Workspace};
use crate::number::{Number, Quantity};
use crate::read::Tree;

const UNITS: &str = "code,name,level,kind,parent\n\
    20,Lạng Sơn,province,tỉnh,\n\
    180,Tràng Định,district,huyện,20\n\
    189,Đình Lập,district,huyện,20\n\
    06001,Khánh Long,commune,xã,180\n\
    06002,Đoàn Kết,commune,xã,180\n\
    06003,Chi Lăng,commune,xã,180\n\
    06101,Bắc Xa,commune,xã,189\n\
    06102,Chi Lăng,commune,xã,189\n";

const PLAN: &str = r#"
id = "p"
title = "Kế hoạch"
period = "2014..2018"
[agency]
so = "Sở"
trung-tam = { name = "Trung tâm", parent = "so" }
chi-nhanh = { name = "Chi nhánh", parent = "trung-tam", area = ["189"] }
[population.xa]
register = "units"
where = { level = "commune" }
[[activity]]
id = "di"
number = "3"
title = "Đi"
by = ["trung-tam", "chi-nhanh"]
log = "visits"
population = "xa"
schedule = { every = "year" }
target = [{ id = "xa", title = "Hai lượt", at_least = 2 }, { id = "xem", tracked = true }]
"#;

const SETTINGS: &str = r#"
format = 1
[log.visits]
columns.date = "date"
columns.unit = "units"
"#;

/// A province of two districts, three communes and two, and a plan: two visits in every commune in every year.
pub(super) fn workspace() -> Workspace {
    let tree = Tree::in_memory([("tiendo.toml", SETTINGS), ("plans/p.toml", PLAN), ("registers/units.csv", UNITS)]);
    let loaded = load(&tree);
    loaded.workspace.unwrap_or_else(|| panic!("{:?}", loaded.findings))
}

/// The state in which each subject has, in each window, what `has` says of its code and the window's label.
pub(super) fn state(workspace: &Workspace, as_of: &str, has: impl Fn(&str, &str) -> Option<u64>) -> State {
    let as_of = parse_date(as_of).expect("a date");
    let plan = &workspace.plans[0];
    let activity = |(at, activity): (usize, &crate::model::Activity)| {
        let targets = activity.targets.iter().enumerate().map(|(target, found)| TargetState {
            target: TargetIndex { activity: at, target },
            verdict: Verdict::Missed,
            now: Verdict::Behind,
            windows: (0..found.windows.len()).map(|window| window_state(workspace, plan, found, window, as_of, &has)).collect(),
        });
        ActivityState { verdict: Verdict::Missed, now: Verdict::Behind, targets: targets.collect() }
    };
    let activities = plan.activities.iter().enumerate().map(activity).collect();
    let plans = vec![PlanState { plan: 0, verdict: Verdict::Missed, now: Verdict::Behind, activities }];
    State { as_of, period: None, plans, left_out: 0, newest: None }
}

fn window_state(
    workspace: &Workspace,
    plan: &Plan,
    target: &Target,
    at: usize,
    as_of: Date,
    has: &impl Fn(&str, &str) -> Option<u64>,
) -> WindowState {
    let window = &target.windows[at];
    let kind = plan.kind(target.population);
    let reference = window.reference(as_of);
    let Needed::Number(needed) = window.needed else { panic!("the sample has no columns of thresholds") };
    let mut counts = Counts::default();
    let mut cells = Vec::new();
    for member in plan.members(workspace, target.population, window.days.first, reference) {
        let value = has(workspace.subject_key(plan, kind, member.subject), &window.label).map(Quantity::count);
        let state = match value {
            _ if !window.begun(as_of) => CellState::Upcoming,
            Some(value) if value.compare(needed).is_ge() => CellState::Met,
            _ if as_of > window.due => CellState::Overdue,
            _ => CellState::Open,
        };
        counts.add(state);
        cells.push(Cell::new(member.subject, member.row, needed, value, state));
    }
    WindowState {
        window: at,
        reference,
        days: window.days,
        due: window.due,
        own: Vec::new(),
        encouraged: Vec::new(),
        unset: Vec::new(),
        falls: Vec::new(),
        required: counts.eligible(),
        progress: counts.coverage(),
        elapsed: BigRational::new(1.into(), 3.into()),
        total: Some(Number::whole(7)),
        verdict: Verdict::Behind,
        accepted: Vec::new(),
        now: Verdict::Behind,
        let_go: false,
        begun: window.begun(as_of),
        current: window.begun(as_of) && as_of <= window.due,
        cells,
        counts,
    }
}

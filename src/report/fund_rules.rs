//! Which fund may pay for what, on which basis, from when to when.

use serde_json::{Value, json as object};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json::VERSION;
use super::names::activity_title;
use crate::calendar::Date;
use crate::cover::State;
use crate::model::{Activity, FundUse, Plan, Workspace};
use crate::say;
use crate::text::{Lang, Message, Word};

/// The fund rules of plans as an answer.
pub struct FundRules<'s> {
    /// Whose.
    pub workspace: &'s Workspace,
    /// Of which plans.
    pub plans: Vec<usize>,
    /// Only those in force on this day.
    pub on: Option<Date>,
    /// The day of the heading.
    pub as_of: Date,
}

/// One rule.
struct Rule<'s> {
    plan: &'s Plan,
    activity: &'s Activity,
    of: &'s FundUse,
}

impl<'s> FundRules<'s> {
    fn plans(&self) -> impl Iterator<Item = &'s Plan> + use<'s, '_> {
        self.plans.iter().map(|plan| &self.workspace.plans[*plan])
    }

    fn in_force(&self, rule: &FundUse) -> bool {
        self.on.is_none_or(|on| rule.valid.contains(on))
    }

    /// The rules of a plan by fund, in the order in which the plan names funds; of a fund by activity.
    fn rules(&self, plan: &'s Plan) -> Vec<Rule<'s>> {
        let of = |fund: &'s String| {
            let uses = plan.activities.iter().flat_map(|activity| activity.funds.iter().map(move |of| (activity, of)));
            uses.filter(move |(_, of)| of.fund == *fund).map(move |(activity, of)| Rule { plan, activity, of })
        };
        plan.names.funds.keys().flat_map(of).filter(|rule| self.in_force(rule.of)).collect()
    }

    /// Activities that name who may pay, but nobody on the day that is asked for.
    fn unpaid(&self, plan: &'s Plan) -> Vec<&'s Activity> {
        let nobody = |activity: &&Activity| !activity.funds.is_empty() && !activity.funds.iter().any(|of| self.in_force(of));
        plan.activities.iter().filter(nobody).collect()
    }

    fn sheet(&self, plan: &'s Plan) -> Sheet {
        let columns = vec![
            Column::left("activity", Word::Activity),
            Column::left("population", say!(vi: "Chỉ cho", en: "Only for")),
            Column::left("from", say!(vi: "Từ ngày", en: "From")),
            Column::left("to", say!(vi: "Đến ngày", en: "To")),
            Column::left("basis", Word::Basis),
        ];
        let (mut rows, mut last) = (Vec::new(), None);
        for rule in self.rules(plan) {
            if last != Some(&rule.of.fund) {
                let name = plan.names.funds.get(&rule.of.fund).map_or(rule.of.fund.as_str(), |fund| fund.name.as_str());
                rows.push(Row::Head { text: Message::same(name), aside: Some(Message::same(rule.of.fund.clone())) });
                last = Some(&rule.of.fund);
            }
            let [from, to] = rule.days();
            rows.push(Row::Cells(vec![
                Cell::Text(activity_title(rule.activity)),
                Cell::maybe(rule.population()),
                from.map_or(Cell::Empty, Cell::Date),
                to.map_or(Cell::Empty, Cell::Date),
                Cell::maybe(rule.of.basis.as_deref()),
            ]));
        }
        let mut notes = Vec::new();
        if let Some(on) = self.on {
            let unpaid = self.unpaid(plan);
            if !unpaid.is_empty() {
                let titles: Vec<String> = unpaid.into_iter().map(activity_title).collect();
                let titles = titles.join("; ");
                let [on_vi, on_en] = [Lang::Vi, Lang::En].map(|lang| crate::calendar::display_date(on, lang));
                notes.push(
                    say!(vi: "Ngày {on_vi} không nguồn nào được chi cho: {titles}.", en: "On {on_en} no fund may pay for: {titles}."),
                );
            }
        }
        let title = match self.on {
            Some(on) => {
                let [on_vi, on_en] = [Lang::Vi, Lang::En].map(|lang| crate::calendar::display_date(on, lang));
                say!(vi: "Nguồn kinh phí được chi cho từng hoạt động ngày {on_vi}", en: "Which fund may pay for what on {on_en}")
            }
            None => say!(vi: "Nguồn kinh phí được chi cho từng hoạt động", en: "Which fund may pay for what"),
        };
        Sheet { title: Some(title), columns, rows, notes, ..Sheet::default() }
    }
}

impl Rule<'_> {
    /// The first and the last day; none where it is unbounded.
    fn days(&self) -> [Option<Date>; 2] {
        [Some(self.of.valid.first).filter(|day| *day != Date::MIN), Some(self.of.valid.last).filter(|day| *day != Date::MAX)]
    }

    /// For whose rows alone it may pay.
    fn population(&self) -> Option<&str> {
        let population = &self.plan.populations[self.of.population?.0];
        Some(population.title.as_deref().unwrap_or(&population.id))
    }
}

impl Answer for FundRules<'_> {
    fn title(&self) -> Message {
        say!(vi: "Nguồn nào được chi cho việc gì", en: "Which fund may pay for what")
    }

    fn document(&self) -> Document {
        let state = State { as_of: self.as_of, period: None, plans: Vec::new(), left_out: self.workspace.left_out, newest: None };
        let plans = self.plans().map(|plan| plan.title.clone()).collect();
        let mut blocks = vec![Block::Header(Header { plans, ..Header::new(self.workspace, &state) })];
        blocks.extend(self.plans().map(|plan| Block::Sheet(self.sheet(plan))));
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let keys = ["plan", "fund", "activity", "number", "population", "from", "to", "basis"];
        let row = |rule: Rule<'_>| {
            let [from, to] = rule.days();
            let population = rule.of.population.map(|population| rule.plan.populations[population.0].id.as_str());
            Row::Cells(vec![
                Cell::Text(rule.plan.id.clone()),
                Cell::Text(rule.of.fund.clone()),
                Cell::Text(rule.activity.id.clone()),
                Cell::maybe(rule.activity.number.as_deref()),
                Cell::maybe(population),
                from.map_or(Cell::Empty, Cell::Date),
                to.map_or(Cell::Empty, Cell::Date),
                Cell::maybe(rule.of.basis.as_deref()),
            ])
        };
        let rows = self.plans().flat_map(|plan| self.rules(plan)).map(row).collect();
        Sheet { columns: keys.into_iter().map(Column::keyed).collect(), rows, ..Sheet::default() }
    }

    fn contract(&self) -> Value {
        let rule = |rule: Rule<'_>| {
            let [from, to] = rule.days().map(|day| day.map(|day| day.to_string()));
            object!({
                "plan": rule.plan.id, "fund": rule.of.fund, "activity": rule.activity.id, "number": rule.activity.number,
                "population": rule.of.population.map(|population| &rule.plan.populations[population.0].id),
                "from": from, "to": to, "basis": rule.of.basis,
            })
        };
        let rules: Vec<Value> = self.plans().flat_map(|plan| self.rules(plan)).map(rule).collect();
        let unpaid = |plan| self.unpaid(plan).into_iter().map(|activity| activity.id.clone()).collect::<Vec<_>>();
        let unpaid: Vec<String> = self.plans().flat_map(unpaid).collect();
        object!({"tiendo": VERSION, "on": self.on.map(|on| on.to_string()), "rules": rules, "unpaid": unpaid})
    }
}

//! Circles in a graph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What each node leads to.
pub type Graph<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The shortest circle through each node that is in one. Each circle comes once, and begins with its smallest node.
pub fn circles<'a>(graph: &Graph<'a>) -> BTreeSet<Vec<&'a str>> {
    let circle_through = |node| {
        let mut circle = shortest_way_back(graph, node)?;
        let smallest = (0..circle.len()).min_by_key(|index| circle[*index])?;
        circle.rotate_left(smallest);
        Some(circle)
    };
    graph
        .keys()
        .filter_map(|node| circle_through(node))
        .collect()
}

/// The nodes of the shortest way from a node back to itself.
fn shortest_way_back<'a>(graph: &Graph<'a>, start: &'a str) -> Option<Vec<&'a str>> {
    let mut ways = VecDeque::from([vec![start]]);
    let mut visited = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in graph.get(way.last()?).into_iter().flatten() {
            if *next == start {
                return Some(way);
            }
            if visited.insert(*next) {
                ways.push_back([&way[..], &[*next]].concat());
            }
        }
    }
    None
}

"""``python -m bench.filter_change``: what a filter change of /cooperacion costs the server.

Fills a synthetic store (or uses one already filled), serves it with two workers, replays 120
mixed changes and prints times, bytes, statements and memory, beside a trivial Dash callback and
a bare Flask answer measured in the same run.
"""

import argparse
import http.client
import json
import random
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import floors, synthetic
from bench.machine import describe
from bench.server import serving
from data_access.store import schema
from data_access.store.store import open_store
from data_access.vocabulary.filters import Filters
from layouts.pages import cooperation

CHANGES = 120
USERS = 10


def questions(seed: int = 11) -> list[str]:
    """The 120 questions: 70 % entity, country, years, amount, currency; 30 % the other filters."""
    chance = random.Random(seed)
    usual = ("entidad", "pais", "anios", "monto", "moneda", "entidad+pais", "pais+anios")
    others = (
        "sector", "aliado", "tipo_aliado", "modalidad", "direccion", "etapa", "ods",
        "sector_cad", "territorio", "texto",
    )  # fmt: skip
    plan = [usual[n % len(usual)] for n in range(CHANGES * 7 // 10)]
    plan += [others[n % len(others)] for n in range(CHANGES - len(plan))]
    chance.shuffle(plan)
    return [_question(kind, chance) for kind in plan]


def _question(kind: str, chance: random.Random) -> str:
    pick = {
        "entidad": lambda: f"E{chance.randrange(synthetic.ENTITIES)}",
        "pais": lambda: synthetic.country_code(chance.randrange(synthetic.COUNTRIES)),
        "aliado": lambda: str(1 + chance.randrange(synthetic.PARTNERS)),
        "sector": lambda: f"sector-{chance.randrange(15)}",
        "tipo_aliado": lambda: chance.choice(synthetic.codes("partner_type")),
        "modalidad": lambda: chance.choice(synthetic.codes("modality")),
        "direccion": lambda: chance.choice(synthetic.codes("direction")),
        "etapa": lambda: chance.choice(synthetic.codes("stage")),
        "ods": lambda: chance.choice(synthetic.codes("sdg")),
        "sector_cad": lambda: chance.choice(synthetic.sector_codes()),
        "territorio": lambda: chance.choice(synthetic.codes("territory")),
        "texto": lambda: f"sintetica {chance.randrange(10, 100)}",
        "monto": lambda: chance.choice(("comprometido", "desembolsado")),
        "moneda": lambda: chance.choice(("USD", "COP")),
    }
    values: dict[str, str] = {}
    for part in kind.split("+"):
        if part == "anios":
            low = synthetic.FIRST_YEAR + chance.randrange(synthetic.YEARS - 3)
            values |= {"anio_desde": str(low), "anio_hasta": str(low + chance.randrange(4))}
        else:
            values[part] = pick[part]()
    return Filters.parse(values)[0].query()


class Client:
    """One browser's connection: sends a question, reads the whole answer."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        self.spec = self._callback()

    def ask(self, query: str) -> tuple[float, int]:
        """Seconds that the answer took, and its bytes before compression."""
        body = json.dumps(self._body(query))
        began = time.perf_counter()
        self.connection.request(
            "POST", "/_dash-update-component", body, {"Content-Type": "application/json"}
        )
        answer = self.connection.getresponse()
        text = answer.read()
        seconds = time.perf_counter() - began
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} for {query}: {text[:300]!r}")
        return seconds, len(text)

    def _callback(self) -> dict[str, Any]:
        self.connection.request("GET", "/_dash-dependencies")
        specs = json.loads(self.connection.getresponse().read())
        return next(
            spec for spec in specs if '"finding"' in spec["output"] and "panel" in spec["output"]
        )

    def _body(self, query: str) -> dict[str, Any]:
        """What the browser sends, made from what the callback declares."""
        outputs = [_part(text) for text in self.spec["output"].strip(".").split("...")]
        return {
            "output": self.spec["output"],
            "outputs": outputs,
            "inputs": [{"id": "filters", "property": "data", "value": {"query": query}}],
            "changedPropIds": ["filters.data"],
            "state": [_state(item) for item in self.spec["state"]],
        }


def _part(text: str) -> Any:
    """The outputs that ``id.property`` stands for: one, or one for each card or panel."""
    name, _, prop = text.partition("@")[0].rpartition(".")
    return _members(name, prop)


def _state(item: dict[str, str]) -> Any:
    members = _members(item["id"], item["property"])
    if isinstance(members, dict):
        return {**members, "value": ""}
    return [
        {**member, "value": member["id"] if item["property"] == "id" else "false"}
        for member in members
    ]


def _members(name: str, prop: str) -> Any:
    if not name.startswith("{"):
        return {"id": name, "property": prop}
    kind = json.loads(name)["type"]
    names = cooperation.PANEL_NAMES if kind == "panel" else cooperation.CARDS
    return [{"id": {"name": member, "type": kind}, "property": prop} for member in names]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--url", help="an empty or already filled store; default a new SQLite")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="globo-bench-") as folder:
        url = options.url or f"sqlite:///{folder}/globo.db"
        _prepare(url, options.rows)
        with serving(url, Path(folder)) as server:
            server.settle()
            _report(server, options.rows, url)


def _prepare(url: str, rows: int) -> None:
    store = open_store(url)
    schema.upgrade(store)
    from data_access.measures.run import run_measure
    from data_access.measures.sources import list_sources
    from data_access.vocabulary.actors import OPERATOR

    if not list_sources(store, OPERATOR, language="es"):
        began = time.perf_counter()
        synthetic.fill(store, rows)
        print(f"filled {rows:,} transactions in {time.perf_counter() - began:.0f} s")
    totals = run_measure(store, OPERATOR, "cooperation.totals", Filters()).total
    if not totals or not totals["actions"]:
        raise RuntimeError("the page that opens first has nothing to show: times would say nothing")
    store.close()


def _report(server: Any, rows: int, url: str) -> None:
    asked = questions()
    client = Client(server.url)
    client.ask("")
    answers = [client.ask(query) for query in asked]
    seconds = sorted(answer[0] * 1000 for answer in answers)
    sizes = [answer[1] for answer in answers]
    began = time.perf_counter()
    with ThreadPoolExecutor(USERS) as pool:
        list(pool.map(lambda n: _user(server.url, asked[n::USERS] * 2), range(USERS)))
    rate = 2 * len(asked) / (time.perf_counter() - began)
    flask_ms, dash_ms = floors.measure()
    p50 = statistics.median(seconds)
    lines = {
        "machine": describe(),
        "store": url.partition(":")[0],
        "transactions": f"{rows:,}",
        "server p50": f"{p50:.1f} ms",
        "server p95": f"{seconds[int(len(seconds) * 0.95)]:.1f} ms",
        "slowest": f"{seconds[-1]:.1f} ms",
        "requests per change": "1",
        "bytes per change, before compression": (
            f"{statistics.mean(sizes):,.0f} (largest {max(sizes):,})"
        ),
        "changes per second, 10 users, 2 workers": f"{rate:.0f}",
        "memory (PSS, server and workers)": f"{server.memory_mb():.0f} MB",
        "start to ready": f"{server.start_seconds:.1f} s",
        "SQL statements per change": floors.statements(url, asked),
        "trivial Dash callback": f"{dash_ms:.2f} ms (GLOBO is {p50 / dash_ms:.1f} times that)",
        "bare Flask answer": f"{flask_ms:.2f} ms (GLOBO is {p50 / flask_ms:.1f} times that)",
    }
    for name, value in lines.items():
        print(f"{name:44} {value}")
    worst = sorted(zip((a[0] * 1000 for a in answers), asked, strict=True))[-8:]
    for milliseconds, query in worst:
        print(f"  {milliseconds:7.1f} ms  {query}")


def _user(url: str, asked: list[str]) -> None:
    client = Client(url)
    for query in asked:
        client.ask(query)


if __name__ == "__main__":
    main()

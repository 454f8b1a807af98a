"""The workflows that publish are what their hosts take, and their very commands build the guide and its editions, side by side."""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from guide import VERSION, cli, setup
from guide.swap import sweep
from tests.copies import copied_project, parts
from tests.projects import ROOT

PAGES, EDITIONS, GITLAB, JOBS = ".github/workflows/pages.yml", ".github/workflows/editions.yml", ".gitlab-ci.yml", ".gitlab/jobs.yml"
CHECK = ".github/workflows/check.yml"
GITHUB = (PAGES, EDITIONS, CHECK)
STATEMENT = "https://was.digst.dk/laering-solby-example"
SETTINGS = {
    "solby": f"""name: Solby Kommune
contact: laering@solby.example
statement: {STATEMENT}
address: https://solby.example/laering/
updated: "2026-11-24"
""",
    "bakke": "name: Bakke Skole\n",
    "aaby": 'name: Aaby Kommune\naddress: https://laering.aaby.example/\nupdated: "2026-11-25"\n',
}
"""The editions of the test: one at a path of its own, one that changes a sheet, one that changes nothing that is printed."""
OWN_SHEET = "components/hello/text:\n  da: Skriv her.\n  own: Skriv eller tegn her.\n"


def workflow(name: str) -> dict[Any, Any]:
    """A workflow's file."""
    found = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def steps(name: str) -> Iterator[dict[str, Any]]:
    """Every step of every job of a workflow on GitHub."""
    for job in workflow(name)["jobs"].values():
        yield from job.get("steps", ())


def scripts(name: str) -> list[str]:
    """Every command of a workflow."""
    if name in GITHUB:
        return [step["run"] for step in steps(name) if "run" in step]
    jobs = [job for job in workflow(name).values() if isinstance(job, dict)]
    return [line for job in jobs for line in (*job.get("before_script", ()), *job.get("script", ()))]


def job_commands(name: str, job: str) -> list[str]:
    """The commands of one job that call the project's own command."""
    found = workflow(name)["jobs"][job]["steps"] if name in GITHUB else []
    lines = [step.get("run", "") for step in found] if name in GITHUB else workflow(name)[job]["script"]
    return [line for line in lines if "build.py" in line]


# what they are


@pytest.mark.parametrize("name", GITHUB)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(name: str) -> None:
    lines = [line.strip().removeprefix("- ") for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.fullmatch(r"uses: (actions/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./\.github/workflows/editions\.yml)", line)
    pins = re.findall(r"uses: (actions/[a-z-]+)[a-z/-]*@([0-9a-f]{40})", "".join((ROOT / each).read_text(encoding="utf-8") for each in GITHUB))
    assert len(set(pins)) == len(dict(pins))  # an action has one version


@pytest.mark.parametrize("name", GITHUB)
def test_a_job_may_read_and_only_the_one_that_publishes_may_more(name: str) -> None:
    assert workflow(name)["permissions"] == {"contents": "read"}
    granted = {id: job["permissions"] for id, job in workflow(name)["jobs"].items() if "permissions" in job}
    assert granted == ({"deploy": {"pages": "write", "id-token": "write"}} if name == PAGES else {})
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] == {"persist-credentials": False}


@pytest.mark.parametrize("name", GITHUB)
def test_every_job_ends_in_time(name: str) -> None:
    for job in workflow(name)["jobs"].values():
        assert "uses" in job or job["timeout-minutes"] <= 45


def test_editions_are_built_after_the_guide_from_its_cache() -> None:
    jobs = workflow(PAGES)["jobs"]
    assert jobs["editions"]["needs"] == "build" and jobs["editions"]["if"] == "vars.EDITION == ''"
    kept = [step["with"] for name in GITHUB for step in steps(name) if step.get("uses", "").startswith("actions/cache")]
    assert len(kept) == 3 and all(each == kept[0] for each in kept)
    assert kept[0]["path"].split() == [".venv", ".cache/made"]
    assert [step["uses"].partition("@")[0] for step in steps(EDITIONS) if "cache" in step.get("uses", "")] == ["actions/cache/restore"] * 2
    edition = workflow(EDITIONS)["jobs"]["edition"]
    assert edition["strategy"]["fail-fast"] is False and edition["if"] == "needs.list.outputs.editions != '[]'"
    assert workflow(EDITIONS)[True].keys() == {"workflow_call", "workflow_dispatch"}  # YAML 1.1 takes `on` for true


def test_a_proposal_is_checked_on_both_hosts() -> None:
    assert workflow(CHECK)[True] == "pull_request"  # YAML 1.1 takes `on` for true
    assert job_commands(CHECK, "check") == ["python3 build.py check"]
    assert {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'} in workflow(GITLAB)["workflow"]["rules"]


def test_on_gitlab_one_job_alone_adds_to_the_cache() -> None:
    shared, pipeline = workflow(JOBS), workflow(GITLAB)
    assert shared[".guide"]["cache"]["policy"] == "pull"
    assert {id for id, job in pipeline.items() if isinstance(job, dict) and "cache" in job} == {"pages"}
    assert all(pipeline[id]["extends"] == ".guide" for id in ("check", "pages", "list"))
    assert pipeline["pages"]["artifacts"]["paths"] == ["public"] and pipeline["pages"]["pages"] is True
    assert pipeline["editions"]["trigger"] == {"include": [{"artifact": "editions.yml", "job": "list"}], "strategy": "depend"}


@pytest.mark.parametrize("name", [*GITHUB, GITLAB, JOBS])
def test_every_command_is_one_of_ours_as_it_is_today(name: str) -> None:
    called = [line for script in scripts(name) for line in re.findall(r"python3 build\.py ?([^)\n]*)", script)]
    assert called
    for line in called:
        cli.parser().parse_args(shlex.split(line))
    assert not [script for script in scripts(name) if "${{" in script]  # what a name holds never becomes a command
    for packages in re.findall(r"apt-get .* install (.*)", "\n".join(scripts(name))):
        assert packages == setup.PANGO["debian"]


def test_both_hosts_build_an_edition_in_the_same_way() -> None:
    assert job_commands(EDITIONS, "edition") == job_commands(JOBS, ".edition") == job_commands(GITLAB, "pages")
    assert job_commands(PAGES, "build") == [*job_commands(GITLAB, "check"), *job_commands(GITLAB, "pages")]


def test_the_recipe_is_the_same_in_both_languages_and_its_commands_are_ours() -> None:
    danish, english = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("udgiv.md", "publish.md"))
    called = [re.findall(r"`python3 build\.py ?(.*?)`", text) for text in (danish, english)]
    assert called[0] == called[1]
    for line in called[0]:
        cli.parser().parse_args(shlex.split(line))
    assert len(re.findall(r"(?m)^## ", danish)) == len(re.findall(r"(?m)^## ", english))
    assert re.findall(r"(?m)^\d+\. ", danish) == re.findall(r"(?m)^\d+\. ", english)
    named = {name for text in (danish, english) for name in re.findall(r"`(\.?[\w/-]+\.yml|[\w-]+\.md)`", text)}
    assert all((ROOT / name).exists() or (ROOT / ".github/workflows" / name).exists() for name in named)


# what they do


@dataclass
class Published:
    """A project in which the workflows' commands have been run.

    `listed` is what the list of editions said, `printed` how many PDFs each build had to make, `first` what each consisted of at once.
    """

    project: Path
    listed: list[str] = field(default_factory=list)
    printed: dict[str, int] = field(default_factory=dict)
    first: dict[str, dict[str, str]] = field(default_factory=dict)

    def run(self, command: str, **surroundings: str) -> None:
        """Run a command as a workflow does."""
        environment = {**os.environ, "TMPDIR": str(self.project / "tmp"), **surroundings}
        done = subprocess.run(["sh", "-e", "-c", command], cwd=self.project, env=environment, capture_output=True, encoding="utf-8")
        assert (done.returncode, done.stderr) == (0, ""), command

    def build(self, commands: list[str], edition: str) -> None:
        """Run the commands of a job that builds one edition; '' for the guide that all share."""
        before = self.stored()
        for command in commands:
            self.run(command, EDITION=edition)
        self.printed[edition] = len(self.stored() - before)
        self.first[edition] = parts(self.output(edition))

    def stored(self) -> set[str]:
        """The PDFs in the store, by their keys."""
        made = self.project / ".cache" / "made"
        return {path.name for path in made.iterdir() if b"%PDF-" in path.read_bytes()} if made.exists() else set()

    def output(self, edition: str) -> Path:
        """Where an edition was built."""
        return self.project / "output" / edition

    def page(self, edition: str, path: str) -> str:
        """A page of an edition's site."""
        return (self.output(edition) / "site" / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The small project in Danish with three editions, built as the workflows build it: first the guide, then each edition on the list."""
    project = copied_project(tmp_path_factory.mktemp("published") / "project")
    shutil.rmtree(project / "content" / "translations")
    for id, settings in SETTINGS.items():
        folder = project / "content" / "editions" / id
        folder.mkdir(parents=True)
        (folder / "edition.yaml").write_text(settings, encoding="utf-8")
    table = project / "content" / "editions" / "bakke" / "texts" / "sheets" / "notes-1.yaml"
    table.parent.mkdir(parents=True)
    table.write_text(OWN_SHEET, encoding="utf-8")
    shutil.copytree(ROOT / ".gitlab", project / ".gitlab")
    found = Published(project)
    found.build(job_commands(PAGES, "build"), "")
    (listing,) = job_commands(EDITIONS, "list")
    found.run(listing, GITHUB_OUTPUT=str(project / "outputs"))
    found.listed = json.loads((project / "outputs").read_text(encoding="utf-8").removeprefix("editions="))
    for id in found.listed:
        found.build(job_commands(EDITIONS, "edition"), id)
    return found


def test_the_matrix_holds_every_edition(published: Published) -> None:
    assert published.listed == sorted(SETTINGS)


def test_the_pipeline_on_gitlab_holds_every_edition(published: Published) -> None:
    (listing,) = job_commands(GITLAB, "list")
    published.run(listing)
    pipeline = yaml.safe_load((published.project / "editions.yml").read_text(encoding="utf-8"))
    assert pipeline.pop("edition") == {"extends": ".edition", "parallel": {"matrix": [{"EDITION": sorted(SETTINGS)}]}}
    assert pipeline == workflow(JOBS)


def test_what_is_kept_for_readers_is_there(published: Published) -> None:
    (upload,) = (step["with"] for step in steps(EDITIONS) if step.get("uses", "").startswith("actions/upload-artifact"))
    (pages,) = (step["with"] for step in steps(PAGES) if step.get("uses", "").startswith("actions/upload-pages-artifact"))
    for id in published.listed:
        kept = upload["path"].replace("${{ matrix.edition }}", id).split()
        assert all((published.project / path).exists() for path in kept) and len(kept) == 2
        assert kept == [path.replace("$EDITION", id) for path in workflow(JOBS)[".edition"]["artifacts"]["paths"]]
    for id in ("", *published.listed):
        assert (published.project / pages["path"].replace("${{ env.EDITION }}", id) / "index.html").is_file()


def test_an_edition_prints_only_what_it_changes(published: Published) -> None:
    """A day of its own changes no PDF: the date that files carry is that of the guide which all share."""
    assert published.printed == {"": 3, "solby": 0, "aaby": 0, "bakke": 3}
    common = published.first[""]["print"]
    assert {id for id in published.listed if published.first[id]["print"] == common} == {"solby", "aaby"}


def test_the_guide_and_its_editions_lie_side_by_side(published: Published) -> None:
    sweep(published.output(""))  # the first thing that a build does there
    published.run("python3 build.py | grep -q 'Intet er ændret'")
    assert {id: parts(published.output(id)) for id in published.first} == published.first
    assert len({each["site"] for each in published.first.values()}) == 1 + len(SETTINGS)
    names = {path.name for path in published.output("").iterdir()}
    assert names == {".fingerprint", ".lock", "guide.zip", "print", "site", *SETTINGS}


def test_the_foot_says_who_publishes_which_version_from_which_day(published: Published) -> None:
    for path in ("index.html", "samtaler/foerste/index.html", "404.html"):
        (line,) = re.findall(r'<p class="imprint">(.*?)</p>', published.page("solby", path))
        assert "Solby Kommune" in line and VERSION in line and "24. november 2026" in line
        (line,) = re.findall(r'<p class="imprint">(.*?)</p>', published.page("", path))
        assert "Kommune" not in line and VERSION in line and "21. november 2026" in line
        assert f'href="{STATEMENT}"' in published.page("solby", path) and "mailto:laering@solby.example" in published.page("solby", path)


def test_was_leads_to_the_statement(published: Published) -> None:
    page = published.page("solby", "was/index.html")
    assert f'content="0; url={STATEMENT}"' in page and f'<a href="{STATEMENT}">' in page
    assert not (published.output("aaby") / "site" / "was").exists()  # it has none, and the small project no page on accessibility


def test_a_site_below_a_path_names_it_where_it_must(published: Published) -> None:
    """The page for a wrong address is shown at any address; all others find their way from where they are, so that the site can be moved."""
    lost = re.findall(r'(?:href|src)="(/[^"]*)"', published.page("solby", "404.html"))
    assert lost and all(link.startswith("/laering/") for link in lost)
    for page in (published.output("solby") / "site").rglob("*.html"):
        if page.name != "404.html":
            assert not re.findall(r'(?:href|src)="/[^"]*"', page.read_text(encoding="utf-8")), page
    assert '<link rel="canonical" href="https://solby.example/laering/samtaler/">' in published.page("solby", "samtaler/index.html")

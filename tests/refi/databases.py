"""Databases of QualCoder, Taguette and RQDA, made by these programs' own table definitions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

# QualCoder 3.6, src/qualcoder/__main__.py, https://github.com/ccbogel/QualCoder (LGPL); columns "supercid" and
# "pdf_page" came later and are left out here.
QUALCODER = """
CREATE TABLE project (databaseversion text, date text, memo text,about text, bookmarkfile integer, bookmarkpos integer, codername text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE code_image (imid integer primary key,id integer,x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE code_av (avid integer primary key,id integer,pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE annotation (anid integer primary key, fid integer,pos0 integer, pos1 integer, memo text, owner text, date text, unique(fid,pos0,pos1,owner));
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text, unique(name,attr_type,id));
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text,date text, constraint ucm unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer,seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer, unique(cid,fid,pos0,pos1, owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text,date text, color text, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name));
CREATE TABLE graph (grid integer primary key, name text, description text, date text, scene_width integer, scene_height integer, unique(name));
CREATE TABLE gr_case_text_item (gcaseid integer primary key, grid integer, x integer, y integer, caseid integer, font_size integer, bold integer, color text, displaytext text);
"""

# RQDA 0.3, R/ProjectFun.R, https://github.com/Ronggui/RQDA (BSD).
RQDA = """
create table source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer);
create table freecode  (name text, memo text, owner text,date text,dateM text, id integer, status integer, color text);
create table treecode  (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
create table treefile  (fid integer, catid integer, date text,dateM text, memo text, status integer,owner text);
create table filecat  (name text,fid integer, catid integer, owner text, date text, dateM text,memo text, status integer);
create table codecat  (name text, cid integer, catid integer, owner text, date text, dateM text,memo text, status integer);
create table coding  (cid integer, fid integer,seltext text, selfirst real, selend real, status integer, owner text, date text, memo text);
create table coding2  (cid integer, fid integer,seltext text, selfirst real, selend real, status integer, owner text, date text, memo text);
create table project  (databaseversion text, date text,dateM text, memo text,about text, imageDir text);
create table cases  (name text, memo text, owner text,date text,dateM text, id integer, status integer);
create table caselinkage  (caseid integer, fid integer, selfirst real, selend real, status integer, owner text, date text, memo text);
create table attributes (name text, status integer, date text, dateM text, owner text,memo text, class text);
create table caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer);
create table fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text, status integer);
create table journal (name text, journal text, date text, dateM text, owner text,status integer);
create table annotation (fid integer,position integer,annotation text, owner text, date text,dateM text, status integer);
create table image (name text, id integer, date text, dateM text, owner text,status integer);
create table imageCoding (cid integer,iid integer,x1 integer, y1 integer, x2 integer, y2 integer, memo text, date text, dateM text, owner text,status integer);
"""

# Taguette 1.5.2 as SQLAlchemy creates them from taguette/database/models.py, https://gitlab.com/remram44/taguette
# (BSD); indexes and the table of e-mail locks left out.
TAGUETTE = """
CREATE TABLE users (login VARCHAR(30) NOT NULL, created DATETIME NOT NULL, hashed_password VARCHAR(192), password_set_date DATETIME, language VARCHAR(10), email VARCHAR(256), email_sent DATETIME, CONSTRAINT pk_users PRIMARY KEY (login));
CREATE TABLE projects (id INTEGER NOT NULL, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL, CONSTRAINT pk_projects PRIMARY KEY (id));
CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL, privileges VARCHAR(11) NOT NULL, CONSTRAINT pk_project_members PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (id INTEGER NOT NULL, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL, CONSTRAINT pk_documents PRIMARY KEY (id));
CREATE TABLE commands (id INTEGER NOT NULL, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL, CONSTRAINT pk_commands PRIMARY KEY (id));
CREATE TABLE highlights (id INTEGER NOT NULL, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL, CONSTRAINT pk_highlights PRIMARY KEY (id));
CREATE TABLE tags (id INTEGER NOT NULL, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL, CONSTRAINT pk_tags PRIMARY KEY (id));
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, CONSTRAINT pk_highlight_tags PRIMARY KEY (highlight_id, tag_id));
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
"""


def database(path: Path, schema: str, rows: Mapping[str, Iterable[Mapping[str, object]]] = {}, then: str = "") -> bytes:
    """Make a database of tables and rows by column name, run further statements, and return it as bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base:
        base.executescript(schema)
        for table, records in rows.items():
            for record in records:
                marks = ", ".join("?" * len(record))
                base.execute(f"INSERT INTO {table} ({', '.join(record)}) VALUES ({marks})", list(record.values()))
        base.commit()
        base.executescript(then)
    return path.read_bytes()


def qt(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch as Qt's text window counts it: UTF-16 units, a line end as one."""
    before, until = (text[:place].replace("\r\n", "\n") for place in (start, end))
    return len(before.encode("utf-16-le")) // 2, len(until.encode("utf-16-le")) // 2


def keyed(names: Sequence[str], *rows: Sequence[object]) -> list[dict[str, object]]:
    """Return rows as dictionaries.

    >>> keyed(("id", "name"), (1, "a"))
    [{'id': 1, 'name': 'a'}]
    """
    return [dict(zip(names, row, strict=True)) for row in rows]

"""The fourth layout, frozen."""

LAYOUT_3 = (
    """
    CREATE TABLE "case" ( id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, office_id TEXT, PRIMARY KEY
    (id), FOREIGN KEY(office_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE codebook ( id TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
    source TEXT NOT NULL, declares TEXT NOT NULL, PRIMARY KEY (id) ) STRICT
    """,
    "CREATE TABLE coder ( id TEXT NOT NULL, kind TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (id) ) STRICT",
    """
    CREATE TABLE expectation ( id TEXT NOT NULL, "of" TEXT NOT NULL, topic TEXT NOT NULL, text TEXT NOT NULL, role
    TEXT NOT NULL, raised INTEGER, read_from TEXT NOT NULL, PRIMARY KEY (id) ) STRICT
    """,
    """
    CREATE TABLE guide ( id TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL,
    introduction TEXT NOT NULL, parts TEXT NOT NULL, declares TEXT NOT NULL, PRIMARY KEY (id) ) STRICT
    """,
    """
    CREATE TABLE meta ( "key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key") ) STRICT
    """,
    """
    CREATE TABLE original ( sha256 TEXT NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (sha256)
    ) STRICT
    """,
    """
    CREATE TABLE text ( sha256 TEXT NOT NULL, length INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (sha256) )
    STRICT
    """,
    """
    CREATE TABLE theory ( id TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL,
    written TEXT NOT NULL, relative_to_coding TEXT NOT NULL, groups TEXT NOT NULL, PRIMARY KEY (id) ) STRICT
    """,
    """
    CREATE TABLE txn ( seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, verb
    TEXT NOT NULL, why TEXT NOT NULL, state TEXT NOT NULL, "of" INTEGER, FOREIGN KEY("of") REFERENCES txn (seq)
    DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE activity ( id TEXT NOT NULL, case_id TEXT, month INTEGER NOT NULL, title TEXT NOT NULL, responsible
    TEXT NOT NULL, agenda TEXT NOT NULL, read_from TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(case_id) REFERENCES
    "case" (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE actor ( id TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, level TEXT
    NOT NULL, line TEXT NOT NULL, members TEXT NOT NULL, office_id TEXT, fills TEXT, case_id TEXT, read_from TEXT
    NOT NULL, others TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(office_id) REFERENCES "case" (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(fills) REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(case_id)
    REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE category ( id TEXT NOT NULL, codebook TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL,
    definition TEXT NOT NULL, codes TEXT NOT NULL, sub_questions TEXT NOT NULL, "order" INTEGER NOT NULL, PRIMARY
    KEY (id), FOREIGN KEY(codebook) REFERENCES codebook (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE change ( seq INTEGER NOT NULL, n INTEGER NOT NULL, tbl TEXT NOT NULL, record_id TEXT NOT NULL,
    source_id TEXT, case_id TEXT, "before" TEXT, "after" TEXT, PRIMARY KEY (seq, n), FOREIGN KEY(seq) REFERENCES txn
    (seq) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE claim ( id TEXT NOT NULL, text TEXT NOT NULL, quantifier TEXT NOT NULL, unit TEXT NOT NULL,
    condition TEXT NOT NULL, among TEXT NOT NULL, document TEXT NOT NULL, place TEXT NOT NULL, verdict TEXT NOT
    NULL, seen TEXT NOT NULL, coder TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(coder)
    REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE code ( id TEXT NOT NULL, codebook TEXT NOT NULL, path TEXT NOT NULL, label TEXT NOT NULL,
    definition TEXT NOT NULL, include TEXT NOT NULL, exclude TEXT NOT NULL, example TEXT NOT NULL, colour TEXT NOT
    NULL, levels TEXT NOT NULL, expressions TEXT NOT NULL, "order" INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(codebook) REFERENCES codebook (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE condensation ( id TEXT NOT NULL, case_id TEXT NOT NULL, theme TEXT NOT NULL, text TEXT NOT NULL,
    codings TEXT NOT NULL, coder TEXT NOT NULL, made TEXT NOT NULL, seen TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(coder) REFERENCES coder (id)
    DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE consent ( id TEXT NOT NULL, case_id TEXT NOT NULL, form TEXT NOT NULL, given TEXT NOT NULL, scope
    TEXT NOT NULL, withdrawn TEXT, PRIMARY KEY (id), FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE
    INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE crosswalk ( id TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL, from_codebook TEXT NOT
    NULL, to_codebook TEXT NOT NULL, links TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(from_codebook) REFERENCES codebook (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(to_codebook) REFERENCES
    codebook (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE memo ( id TEXT NOT NULL, "on" TEXT NOT NULL, target_id TEXT NOT NULL, text TEXT NOT NULL, coder
    TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(coder) REFERENCES coder (id) DEFERRABLE
    INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE proposition ( id TEXT NOT NULL, theory TEXT NOT NULL, name TEXT NOT NULL, "group" TEXT NOT NULL,
    statement TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, codes TEXT NOT NULL, categories TEXT NOT
    NULL, supports TEXT NOT NULL, contradicts TEXT NOT NULL, nuances TEXT NOT NULL, expected TEXT NOT NULL,
    applies_to TEXT NOT NULL, concluded TEXT NOT NULL, "order" INTEGER NOT NULL, rules TEXT NOT NULL, opposite TEXT
    NOT NULL, written TEXT NOT NULL, relative_to_coding TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(theory)
    REFERENCES theory (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE source ( id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, format TEXT NOT NULL, file TEXT
    NOT NULL, version INTEGER NOT NULL, office_id TEXT, PRIMARY KEY (id), FOREIGN KEY(office_id) REFERENCES "case"
    (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE value ( id TEXT NOT NULL, case_id TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT, state TEXT
    NOT NULL, read_from TEXT NOT NULL, others TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(case_id) REFERENCES
    "case" (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE area_plan ( id TEXT NOT NULL, case_id TEXT NOT NULL, code_id TEXT NOT NULL, part TEXT NOT NULL,
    answers TEXT NOT NULL, read_from TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(case_id) REFERENCES "case" (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE asked ( id TEXT NOT NULL, source_id TEXT NOT NULL, segment INTEGER NOT NULL, question TEXT NOT
    NULL, coder TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY
    DEFERRED, FOREIGN KEY(coder) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE mark ( id TEXT NOT NULL, case_id TEXT NOT NULL, code_id TEXT NOT NULL, mark TEXT NOT NULL, holds
    INTEGER, read_from TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE source_version ( id TEXT NOT NULL, source_id TEXT NOT NULL, number INTEGER NOT NULL, sha256 TEXT
    NOT NULL, original TEXT NOT NULL, length INTEGER NOT NULL, segments TEXT NOT NULL, report TEXT NOT NULL, made
    TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (source_id, number), FOREIGN KEY(source_id)
    REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(sha256) REFERENCES text (sha256) DEFERRABLE
    INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE speaker ( id TEXT NOT NULL, source_id TEXT NOT NULL, label TEXT NOT NULL, role TEXT NOT NULL,
    case_id TEXT, PRIMARY KEY (id), FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE coding ( id TEXT NOT NULL, source_id TEXT NOT NULL, version INTEGER NOT NULL, start INTEGER NOT
    NULL, "end" INTEGER NOT NULL, code_id TEXT NOT NULL, coder TEXT NOT NULL, sub_question TEXT NOT NULL, made TEXT
    NOT NULL, quote TEXT NOT NULL, "before" TEXT NOT NULL, "after" TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(source_id, version) REFERENCES source_version (source_id, number) DEFERRABLE INITIALLY DEFERRED, UNIQUE
    (source_id, version, start, "end", code_id, coder), FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(coder)
    REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE suggestion ( id TEXT NOT NULL, source_id TEXT NOT NULL, version INTEGER NOT NULL, start INTEGER NOT
    NULL, "end" INTEGER NOT NULL, code_id TEXT NOT NULL, coder TEXT NOT NULL, reason TEXT NOT NULL, decision TEXT
    NOT NULL, decided_by TEXT NOT NULL, coding_id TEXT, quote TEXT NOT NULL, "before" TEXT NOT NULL, "after" TEXT
    NOT NULL, PRIMARY KEY (id), FOREIGN KEY(source_id, version) REFERENCES source_version (source_id, number)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(coder) REFERENCES coder
    (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE evidence ( id TEXT NOT NULL, coding_id TEXT, proposition TEXT NOT NULL, stance TEXT NOT NULL, coder
    TEXT NOT NULL, note TEXT NOT NULL, made TEXT NOT NULL, source_id TEXT, version INTEGER NOT NULL, start INTEGER
    NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(coding_id) REFERENCES coding (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(proposition) REFERENCES proposition (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(coder) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(source_id) REFERENCES source (id)
    DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE TABLE relation ( id TEXT NOT NULL, from_actor TEXT NOT NULL, to_actor TEXT NOT NULL, initiator TEXT,
    reciprocal INTEGER, channel TEXT NOT NULL, frequency TEXT NOT NULL, coding_id TEXT NOT NULL, coder TEXT NOT
    NULL, made TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(from_actor) REFERENCES actor (id) DEFERRABLE INITIALLY
    DEFERRED, FOREIGN KEY(to_actor) REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(initiator)
    REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(coding_id) REFERENCES coding (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(coder) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED ) STRICT
    """,
    """
    CREATE INDEX ix_case_office_id ON "case" (office_id)
    """,
    "CREATE INDEX ix_txn_state ON txn (state)",
    "CREATE INDEX ix_activity_case_id ON activity (case_id)",
    "CREATE INDEX ix_actor_case_id ON actor (case_id)",
    "CREATE INDEX ix_actor_fills ON actor (fills)",
    "CREATE INDEX ix_actor_office_id ON actor (office_id)",
    "CREATE INDEX ix_category_codebook ON category (codebook)",
    "CREATE INDEX ix_change_case_id ON change (case_id) WHERE case_id IS NOT NULL",
    "CREATE INDEX ix_change_record_id ON change (record_id)",
    "CREATE INDEX ix_change_source_id ON change (source_id) WHERE source_id IS NOT NULL",
    "CREATE INDEX ix_code_codebook ON code (codebook)",
    "CREATE INDEX ix_condensation_case_id ON condensation (case_id)",
    "CREATE INDEX ix_consent_case_id ON consent (case_id)",
    "CREATE INDEX ix_crosswalk_from_codebook ON crosswalk (from_codebook)",
    "CREATE INDEX ix_crosswalk_to_codebook ON crosswalk (to_codebook)",
    "CREATE INDEX ix_proposition_theory ON proposition (theory)",
    "CREATE INDEX ix_source_office_id ON source (office_id)",
    "CREATE INDEX ix_value_case_id ON value (case_id)",
    "CREATE INDEX ix_area_plan_case_id ON area_plan (case_id)",
    "CREATE INDEX ix_area_plan_code_id ON area_plan (code_id)",
    "CREATE INDEX ix_asked_source_id ON asked (source_id)",
    "CREATE INDEX ix_mark_case_id ON mark (case_id)",
    "CREATE INDEX ix_mark_code_id ON mark (code_id)",
    "CREATE INDEX ix_source_version_sha256 ON source_version (sha256)",
    "CREATE INDEX ix_source_version_source_id ON source_version (source_id)",
    "CREATE INDEX ix_speaker_case_id ON speaker (case_id)",
    "CREATE INDEX ix_speaker_source_id ON speaker (source_id)",
    "CREATE INDEX ix_coding_code_id ON coding (code_id)",
    "CREATE INDEX ix_suggestion_code_id ON suggestion (code_id)",
    "CREATE INDEX ix_suggestion_source_id ON suggestion (source_id)",
    "CREATE INDEX ix_evidence_coding_id ON evidence (coding_id)",
    "CREATE INDEX ix_evidence_proposition ON evidence (proposition)",
    "CREATE INDEX ix_evidence_source_id ON evidence (source_id)",
    "CREATE INDEX ix_relation_coding_id ON relation (coding_id)",
    "CREATE INDEX ix_relation_from_actor ON relation (from_actor)",
    "CREATE INDEX ix_relation_initiator ON relation (initiator)",
    "CREATE INDEX ix_relation_to_actor ON relation (to_actor)",
)

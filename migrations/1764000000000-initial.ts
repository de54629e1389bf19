import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions, type TableOptions } from 'typeorm';

/** The cells of the form when this migration was written: frozen here, since a later cell is a later migration. */
const CELLS = `
  regulations_issued regulations_repealed regulations_in_force normative_documents_issued
  normative_documents_repealed normative_documents_in_force licensing_decisions penalties_decisions
  coercion_decisions fees_amount regulations_made regulations_newly_published regulations_published_total
  normative_documents_made normative_documents_newly_published normative_documents_published_total
  licensing_previous_items licensing_item_change other_services_previous_items other_services_item_change
  other_services_decisions penalties_previous_items penalties_item_change coercion_previous_items
  coercion_item_change fee_items_previous_items fee_items_item_change procurement_projects procurement_amount
  received_natural_person received_commercial_enterprise received_research_institution
  received_public_welfare_organisation received_legal_service_organisation received_other_organisation
  received_total carried_in_natural_person carried_in_commercial_enterprise carried_in_research_institution
  carried_in_public_welfare_organisation carried_in_legal_service_organisation carried_in_other_organisation
  carried_in_total granted_natural_person granted_commercial_enterprise granted_research_institution
  granted_public_welfare_organisation granted_legal_service_organisation granted_other_organisation granted_total
  partly_granted_natural_person partly_granted_commercial_enterprise partly_granted_research_institution
  partly_granted_public_welfare_organisation partly_granted_legal_service_organisation
  partly_granted_other_organisation partly_granted_total refused_state_secret_natural_person
  refused_state_secret_commercial_enterprise refused_state_secret_research_institution
  refused_state_secret_public_welfare_organisation refused_state_secret_legal_service_organisation
  refused_state_secret_other_organisation refused_state_secret_total refused_forbidden_by_law_natural_person
  refused_forbidden_by_law_commercial_enterprise refused_forbidden_by_law_research_institution
  refused_forbidden_by_law_public_welfare_organisation refused_forbidden_by_law_legal_service_organisation
  refused_forbidden_by_law_other_organisation refused_forbidden_by_law_total
  refused_safety_and_stability_natural_person refused_safety_and_stability_commercial_enterprise
  refused_safety_and_stability_research_institution refused_safety_and_stability_public_welfare_organisation
  refused_safety_and_stability_legal_service_organisation refused_safety_and_stability_other_organisation
  refused_safety_and_stability_total refused_third_party_rights_natural_person
  refused_third_party_rights_commercial_enterprise refused_third_party_rights_research_institution
  refused_third_party_rights_public_welfare_organisation refused_third_party_rights_legal_service_organisation
  refused_third_party_rights_other_organisation refused_third_party_rights_total
  refused_internal_affairs_natural_person refused_internal_affairs_commercial_enterprise
  refused_internal_affairs_research_institution refused_internal_affairs_public_welfare_organisation
  refused_internal_affairs_legal_service_organisation refused_internal_affairs_other_organisation
  refused_internal_affairs_total refused_deliberative_process_natural_person
  refused_deliberative_process_commercial_enterprise refused_deliberative_process_research_institution
  refused_deliberative_process_public_welfare_organisation refused_deliberative_process_legal_service_organisation
  refused_deliberative_process_other_organisation refused_deliberative_process_total
  refused_enforcement_file_natural_person refused_enforcement_file_commercial_enterprise
  refused_enforcement_file_research_institution refused_enforcement_file_public_welfare_organisation
  refused_enforcement_file_legal_service_organisation refused_enforcement_file_other_organisation
  refused_enforcement_file_total refused_administrative_query_natural_person
  refused_administrative_query_commercial_enterprise refused_administrative_query_research_institution
  refused_administrative_query_public_welfare_organisation refused_administrative_query_legal_service_organisation
  refused_administrative_query_other_organisation refused_administrative_query_total
  unavailable_not_held_natural_person unavailable_not_held_commercial_enterprise
  unavailable_not_held_research_institution unavailable_not_held_public_welfare_organisation
  unavailable_not_held_legal_service_organisation unavailable_not_held_other_organisation
  unavailable_not_held_total unavailable_needs_creation_natural_person
  unavailable_needs_creation_commercial_enterprise unavailable_needs_creation_research_institution
  unavailable_needs_creation_public_welfare_organisation unavailable_needs_creation_legal_service_organisation
  unavailable_needs_creation_other_organisation unavailable_needs_creation_total
  unavailable_still_unclear_natural_person unavailable_still_unclear_commercial_enterprise
  unavailable_still_unclear_research_institution unavailable_still_unclear_public_welfare_organisation
  unavailable_still_unclear_legal_service_organisation unavailable_still_unclear_other_organisation
  unavailable_still_unclear_total unprocessed_petition_natural_person unprocessed_petition_commercial_enterprise
  unprocessed_petition_research_institution unprocessed_petition_public_welfare_organisation
  unprocessed_petition_legal_service_organisation unprocessed_petition_other_organisation
  unprocessed_petition_total unprocessed_duplicate_natural_person unprocessed_duplicate_commercial_enterprise
  unprocessed_duplicate_research_institution unprocessed_duplicate_public_welfare_organisation
  unprocessed_duplicate_legal_service_organisation unprocessed_duplicate_other_organisation
  unprocessed_duplicate_total unprocessed_published_material_natural_person
  unprocessed_published_material_commercial_enterprise unprocessed_published_material_research_institution
  unprocessed_published_material_public_welfare_organisation
  unprocessed_published_material_legal_service_organisation unprocessed_published_material_other_organisation
  unprocessed_published_material_total unprocessed_excessive_natural_person
  unprocessed_excessive_commercial_enterprise unprocessed_excessive_research_institution
  unprocessed_excessive_public_welfare_organisation unprocessed_excessive_legal_service_organisation
  unprocessed_excessive_other_organisation unprocessed_excessive_total unprocessed_reconfirmation_natural_person
  unprocessed_reconfirmation_commercial_enterprise unprocessed_reconfirmation_research_institution
  unprocessed_reconfirmation_public_welfare_organisation unprocessed_reconfirmation_legal_service_organisation
  unprocessed_reconfirmation_other_organisation unprocessed_reconfirmation_total
  otherwise_not_clarified_natural_person otherwise_not_clarified_commercial_enterprise
  otherwise_not_clarified_research_institution otherwise_not_clarified_public_welfare_organisation
  otherwise_not_clarified_legal_service_organisation otherwise_not_clarified_other_organisation
  otherwise_not_clarified_total otherwise_fee_unpaid_natural_person otherwise_fee_unpaid_commercial_enterprise
  otherwise_fee_unpaid_research_institution otherwise_fee_unpaid_public_welfare_organisation
  otherwise_fee_unpaid_legal_service_organisation otherwise_fee_unpaid_other_organisation
  otherwise_fee_unpaid_total otherwise_misc_natural_person otherwise_misc_commercial_enterprise
  otherwise_misc_research_institution otherwise_misc_public_welfare_organisation
  otherwise_misc_legal_service_organisation otherwise_misc_other_organisation otherwise_misc_total
  concluded_natural_person concluded_commercial_enterprise concluded_research_institution
  concluded_public_welfare_organisation concluded_legal_service_organisation concluded_other_organisation
  concluded_total carried_forward_natural_person carried_forward_commercial_enterprise
  carried_forward_research_institution carried_forward_public_welfare_organisation
  carried_forward_legal_service_organisation carried_forward_other_organisation carried_forward_total
  otherwise_unspecified_natural_person otherwise_unspecified_commercial_enterprise
  otherwise_unspecified_research_institution otherwise_unspecified_public_welfare_organisation
  otherwise_unspecified_legal_service_organisation otherwise_unspecified_other_organisation
  otherwise_unspecified_total reconsideration_upheld reconsideration_corrected reconsideration_other_outcome
  reconsideration_pending reconsideration_total direct_litigation_upheld direct_litigation_corrected
  direct_litigation_other_outcome direct_litigation_pending direct_litigation_total
  litigation_after_reconsideration_upheld litigation_after_reconsideration_corrected
  litigation_after_reconsideration_other_outcome litigation_after_reconsideration_pending
  litigation_after_reconsideration_total
`
  .trim()
  .split(/\s+/);

type Kind = 'integer' | 'bigint' | 'smallint' | 'text';

const column = (name: string, type: Kind, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type,
  ...more,
});
const optional = (name: string, type: Kind): TableColumnOptions => column(name, type, { isNullable: true });
const key = (name: string, type: Kind): TableColumnOptions => column(name, type, { isPrimary: true });
const generated: TableColumnOptions = column('id', 'integer', {
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
});
const count = (name: string): TableColumnOptions => column(name, 'integer', { default: '0' });
const cells = CELLS.map((name) => optional(name, 'bigint'));

const TABLES: readonly TableOptions[] = [
  {
    name: 'region',
    columns: [
      key('id', 'integer'),
      column('code', 'text'),
      column('name', 'text'),
      column('full_name', 'text'),
      column('level', 'smallint'),
      optional('parent_id', 'integer'),
      column('range_end', 'integer'),
    ],
    indices: [{ name: 'region_parent', columnNames: ['parent_id'] }],
  },
  {
    name: 'department',
    columns: [
      generated,
      column('region_id', 'integer'),
      column('kind_id', 'smallint'),
      column('name', 'text'),
      column('name_key', 'text'),
      optional('expected_from', 'smallint'),
      optional('expected_to', 'smallint'),
      column('registered', 'smallint', { default: '0' }),
    ],
    indices: [
      { name: 'department_body', columnNames: ['region_id', 'name_key'], isUnique: true },
      { name: 'department_kind', columnNames: ['kind_id', 'region_id'] },
    ],
  },
  {
    name: 'report',
    columns: [
      generated,
      column('department_id', 'integer'),
      column('region_id', 'integer'),
      column('kind_id', 'smallint'),
      column('year', 'smallint'),
      column('scope', 'smallint'),
      column('withdrawn', 'smallint', { default: '0' }),
      column('version', 'smallint', { default: '1' }),
      column('filing', 'smallint', { default: '0' }),
      column('form2', 'smallint', { default: '0' }),
      column('form3', 'smallint', { default: '0' }),
      column('form4', 'smallint', { default: '0' }),
      optional('published_on', 'text'),
      optional('states', 'text'),
      optional('unassessed', 'text'),
      column('recorded_at', 'bigint'),
      optional('document_id', 'integer'),
      column('digest', 'text'),
      ...cells,
    ],
    indices: [
      { name: 'report_of_body', columnNames: ['department_id', 'year', 'scope'], isUnique: true },
      { name: 'report_of_region', columnNames: ['region_id', 'year', 'scope'] },
      { name: 'report_of_kind', columnNames: ['kind_id', 'year', 'region_id'] },
    ],
  },
  {
    name: 'report_version',
    columns: [
      key('report_id', 'integer'),
      key('version', 'smallint'),
      column('recorded_at', 'bigint'),
      column('superseded_at', 'bigint'),
      column('reason', 'text'),
      column('actor', 'text'),
      optional('note', 'text'),
      column('content', 'text'),
    ],
    withoutRowid: true,
  },
  {
    name: 'document',
    columns: [
      generated,
      column('sha256', 'text'),
      column('file_name', 'text'),
      column('media_type', 'text'),
      optional('title', 'text'),
      optional('body', 'text'),
      optional('origins', 'text'),
      column('notices', 'text'),
      column('recorded_at', 'bigint'),
    ],
    indices: [{ name: 'document_content', columnNames: ['sha256'] }],
  },
  {
    name: 'section',
    columns: [
      key('document_id', 'integer'),
      key('key', 'text'),
      column('place', 'smallint'),
      column('heading', 'text'),
      column('text', 'text'),
      optional('line', 'integer'),
      optional('parts', 'text'),
    ],
  },
  {
    name: 'finding',
    columns: [
      generated,
      optional('report_id', 'integer'),
      column('department_id', 'integer'),
      column('region_id', 'integer'),
      column('year', 'smallint'),
      column('reach', 'smallint'),
      column('rule', 'text'),
      column('cells', 'text'),
      optional('expected', 'text'),
      optional('found', 'text'),
      optional('difference', 'text'),
      optional('details', 'text'),
      column('status', 'text'),
      optional('note', 'text'),
    ],
    indices: [
      { name: 'finding_of_place', columnNames: ['year', 'region_id'] },
      { name: 'finding_of_report', columnNames: ['report_id'] },
      { name: 'finding_of_rule', columnNames: ['rule', 'report_id'] },
    ],
  },
  {
    name: 'expectation',
    columns: [
      key('region_id', 'integer'),
      key('kind_id', 'smallint'),
      key('year', 'smallint'),
      column('change', 'integer'),
    ],
    withoutRowid: true,
  },
  {
    name: 'rollup',
    columns: [
      key('basis', 'smallint'),
      key('kind_id', 'smallint'),
      key('year', 'smallint'),
      key('region_id', 'integer'),
      ...'reports on_time late t2_2019 t2_2021 t3_2019 t3_2021 t4_2019 t4_2021 relieved'.split(' ').map(count),
      optional('gaps', 'text'),
      ...cells,
    ],
    withoutRowid: true,
  },
  {
    name: 'audit',
    columns: [
      generated,
      column('at', 'bigint'),
      column('actor', 'text'),
      column('role', 'text'),
      column('action', 'text'),
      column('subject', 'text'),
      column('subject_id', 'integer'),
      column('reason', 'text'),
      optional('details', 'text'),
    ],
    indices: [{ name: 'audit_of_subject', columnNames: ['subject', 'subject_id'] }],
  },
  { name: 'dataset', columns: [key('key', 'text'), column('value', 'text')] },
];

/**
 * `fold_gaps(packed states or packed gaps)`, which SQLite is given by the program: JSON by cell index in base 36, in the order
 * of the cells, [blank, notApplicable, unreadable, partial].
 */
const FOLD_GAPS = [
  `CREATE FUNCTION pack_gaps (packed text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT '{' || string_agg(format('"%s":[%s,%s,%s,%s]', cell, b, n, u, p), ',' ORDER BY length(cell), cell COLLATE "C") || '}'
    FROM (
      SELECT cell, SUM(b) AS b, SUM(n) AS n, SUM(u) AS u, SUM(p) AS p
      FROM (
        SELECT substr(mark, 2) AS cell, (left(mark, 1) = 'b')::int AS b, (left(mark, 1) = 'n')::int AS n,
          (left(mark, 1) = 'u')::int AS u, (left(mark, 1) = 'p')::int AS p
        FROM unnest(packed) AS states, unnest(string_to_array(states, ',')) AS mark
        WHERE states NOT LIKE '{%' AND left(mark, 1) <> 'd'
        UNION ALL
        SELECT key, (value ->> 0)::int, (value ->> 1)::int, (value ->> 2)::int, (value ->> 3)::int
        FROM unnest(packed) AS gaps, jsonb_each(gaps::jsonb)
        WHERE gaps LIKE '{%'
      ) AS marks
      GROUP BY cell
    ) AS cells
  $$`,
  'CREATE AGGREGATE fold_gaps (text) (SFUNC = array_append, STYPE = text[], FINALFUNC = pack_gaps)',
];

/** The first state of the store: docs/architecture.md says what each table holds. */
export class Initial1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(new Table(table));
    if (runner.dataSource.options.type === 'postgres') for (const sql of FOLD_GAPS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres') {
      await runner.query('DROP AGGREGATE fold_gaps (text)');
      await runner.query('DROP FUNCTION pack_gaps (text[])');
    }
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}

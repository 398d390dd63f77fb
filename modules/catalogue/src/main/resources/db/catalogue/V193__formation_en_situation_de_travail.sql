-- La formation en situation de travail (AFEST), à côté des neuf modalités : une fiche qui dit l'une de ces quatre choses en est une, et les doit
-- toutes.
alter table catalogue.stage
  add column analyse_activite   text,
  add column tutorat            text,
  add column mises_en_situation text,
  add column phases_reflexives  text,
  add column afest boolean generated always as (num_nonnulls(analyse_activite, tutorat, mises_en_situation, phases_reflexives) > 0) stored;
alter table catalogue.stage_version
  add column analyse_activite   text,
  add column tutorat            text,
  add column mises_en_situation text,
  add column phases_reflexives  text;
drop index catalogue.ix_stage_facettes;
create index ix_stage_facettes on catalogue.stage (id) include (modalite, nature, specialite, afest);

insert into outils.regle (famille, code, unite, valeur, du, texte, source)
select 'fiche', m.code, 'NOMBRE', 1, '2019-01-01', 'La fiche d''une formation en situation de travail dit ' || m.quoi || '.',
       'Code du travail, art. D6313-3-2 (décret 2018-1341 du 28 décembre 2018), que nous suivons faute d''un texte propre aux agents territoriaux'
  from (values
    ('analyse_activite', 'comment l''activité de travail a été analysée, et adaptée s''il le fallait'),
    ('tutorat', 'qui exerce la fonction tutorale'),
    ('mises_en_situation', 'quelles mises en situation de travail la composent'),
    ('phases_reflexives', 'quelles phases réflexives, distinctes, les accompagnent')) as m(code, quoi);

-- L'avis de l'autre employeur d'un agent intercommunal (docs/adr/0031) : un pas de l'histoire, qui ne change pas l'état. La règle qui
-- dit si on le demande est datée (docs/adr/0022).
alter table inscription.changement add column par_employeur bigint;
comment on column inscription.changement.par_employeur is 'L''autre employeur dont ce pas est l''avis ; nul pour tout autre pas';
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('inscription', 'avis_autre_employeur', 'NOMBRE', 1, '2026-01-01',
   'Les autres employeurs d''un agent intercommunal donnent leur avis sur une préinscription avant que celui qui la porte la valide (1 : oui, 0 : non). Un avis n''arrête rien.',
   'Choix, à l''image du décret 91-298 du 20 mars 1991, qui veut l''avis des autres autorités sur l''avancement et la promotion d''un agent intercommunal');

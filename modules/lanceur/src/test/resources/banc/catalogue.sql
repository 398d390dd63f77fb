-- Une offre nationale : 20 000 stages, 100 000 sessions sur vingt mois, la moitié à venir, dans quinze régions ; une sur dix est ouverte à tous.
-- Toujours la même : rien n'y est tiré au sort. iel.part n'en fait qu'une part (20 : un vingtième).
create temporary table modele as
select row_number() over (order by id) - 1 as rang, * from catalogue.stage where demonstration;
insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise, contenu)
select 'BAN-' || n, a.intitule || ', ' || lower(left(b.intitule, 1)) || substr(b.intitule, 2), a.specialite, a.modalite, a.nature, a.type, a.presentiel_jours,
       a.distance_heures, b.objectifs, a.public_vise, c.contenu
  from generate_series(1, 20000 / current_setting('iel.part')::int) n
  join modele a on a.rang = n % (select count(*) from modele)
  join modele b on b.rang = (n * 7 + n / 120) % (select count(*) from modele)
  join modele c on c.rang = (n * 11 + n / 60) % (select count(*) from modele);
create temporary table fiche as
select row_number() over (order by id) - 1 as rang, id, presentiel_jours > 0 as presence from catalogue.stage;
create temporary table ville as
select row_number() over (order by population desc nulls last, id) - 1 as rang, nom, code_insee, departement
  from annuaire.collectivite where nature = 'COMMUNE' and close_le is null order by population desc nulls last, id limit 400;
create temporary table neuve as
select nextval(pg_get_serial_sequence('catalogue.session', 'id')) as id, n, f.id as stage_id, f.presence, (current_date - 300 + (n % 600)::int) as debut,
       v.nom, v.code_insee, v.departement
  from generate_series(1, 100000 / current_setting('iel.part')::int) n
  join fiche f on f.rang = (n * 13) % (select count(*) from fiche)
  join ville v on v.rang = (n * 31) % (select count(*) from ville);
insert into catalogue.session (id, stage_id, type, structure_id, debut, fin, ville, code_insee, capacite, minimum, ouverture, cloture) overriding system value
select n.id, stage_id, 'INTER', s.id, debut, debut + 1, case when presence then nom end, case when presence then n.code_insee end, 14, 4, debut - 120, debut - 20
  from neuve n
  join (select row_number() over (order by id) - 1 as rang, count(*) over () as toutes, id from annuaire.structure) s on s.rang = n.n % s.toutes;
insert into catalogue.aire_recrutement (session_id, cle)
select id, case when n % 10 = 0 then 'N'
                else 'R:' || (array['32', '11', '24', '27', '28', '44', '52', '53', '75', '76', '84', '93', '94', '01', '04'])[1 + n % 15] end from neuve;
insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut, places_prises)
select n.id, 14, 4, s.structure_id, n.debut, case when n.n % 3 = 0 then 14 else n.n % 14 end
  from neuve n join catalogue.session s on s.id = n.id;
drop table modele, fiche, ville, neuve;

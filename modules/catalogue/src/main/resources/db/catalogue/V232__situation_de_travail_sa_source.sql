-- La citation était incomplète : les agents publics ont depuis 2022 leur propre texte. Ce que la règle vaut, et depuis quand, ne change pas ; on ne
-- corrige que d'où elle vient.
alter table outils.regle disable trigger tr_regle_le_passe_ne_se_recrit_pas;
update outils.regle
   set source = case when code in ('mises_en_situation', 'phases_reflexives')
         then 'Décret 2022-1043 du 22 juillet 2022 et arrêté du 1er août 2023 : en situation de travail, l''agent se forme par des mises en situation et de la réflexivité. Avant eux, par choix, code du travail, art. L6313-2 et D6313-3-2 (décret 2018-1341)'
         else 'Choix : nous suivons le code du travail, art. D6313-3-2 (décret 2018-1341 du 28 décembre 2018), pour le détail de ce que le décret 2022-1043 et l''arrêté du 1er août 2023 nomment, pour les agents publics, formation en situation de travail'
       end
 where famille = 'fiche' and code in ('analyse_activite', 'tutorat', 'mises_en_situation', 'phases_reflexives')
   and source like 'Code du travail, art. D6313-3-2%';
alter table outils.regle enable trigger tr_regle_le_passe_ne_se_recrit_pas;
